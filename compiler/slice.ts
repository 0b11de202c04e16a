import { type PolicyPart, type PolicyParts, partsOf, placesOfKinds } from './policy-parts.ts';
import { type ReferenceKind, referenceKey } from './policy-references.ts';

/** What names an element of a policy. */
export interface ElementName {
  readonly kind: ReferenceKind;
  readonly id: string;
}

/** An element, and what each file of a chain says of it, the root base policy first. */
export interface SlicedElement extends ElementName {
  readonly parts: readonly [PolicyPart, ...PolicyPart[]];
}

/** What to take of an element, none where it is there already. */
export type ChooseParts = (element: SlicedElement) => readonly PolicyPart[];

/**
 * The elements of those names and all that they refer to, as far as the files declare them, in the
 * order of a policy. Only what is taken is followed further.
 * @param files from the root base policy on
 */
export function sliceOf(
  files: readonly PolicyParts[],
  names: readonly ElementName[],
  choose: ChooseParts,
): SlicedElement[] {
  const seen = new Set<string>();
  const taken: SlicedElement[] = [];
  const open = [...names];
  for (let name = open.pop(); name; name = open.pop()) {
    const key = referenceKey(name);
    if (seen.has(key)) continue;
    seen.add(key);
    const [first, ...others] = partsOf(files, name);
    if (!first) continue;
    const { kind, id } = first;
    const [chosen, ...more] = choose({ kind, id, parts: [first, ...others] });
    if (!chosen) continue;
    taken.push({ kind, id, parts: [chosen, ...more] });
    open.push(...[chosen, ...more].flatMap(({ references }) => references));
  }
  return inOrder(taken, files);
}

/** By kind, then as the files have them. */
function inOrder(elements: readonly SlicedElement[], files: readonly PolicyParts[]) {
  const kinds = Object.keys(placesOfKinds);
  const places = new Map(files.flatMap(({ parts }) => parts).map((part, index) => [part, index]));
  const rank = ({ kind }: SlicedElement) => kinds.indexOf(kind);
  const place = ({ parts: [first] }: SlicedElement) => places.get(first) ?? 0;
  return [...elements].sort((a, b) => rank(a) - rank(b) || place(a) - place(b));
}

/** The names of policy keys in texts of elements: their StorageReferenceIds, each once. */
export function policyKeysIn(texts: readonly string[]): string[] {
  const pattern = /\bStorageReferenceId\s*=\s*["']([^"']+)["']/g;
  const found = texts.flatMap((text) => [...text.matchAll(pattern)]);
  return [...new Set(found.map(([, name = '']) => name))];
}

/** The texts of all parts of elements. */
export function textsOf(elements: readonly SlicedElement[]): string[] {
  return elements.flatMap(({ parts }) => parts.map(({ text }) => text));
}
