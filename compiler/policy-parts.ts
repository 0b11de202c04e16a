import { readElementText, wholeLines } from './element-text.ts';
import { fold } from './id-map.ts';
import type { TrustFrameworkPolicy } from './model-policy.ts';
import { type PolicyReference, type ReferenceKind, referencesOf } from './policy-references.ts';
import { readPolicy } from './read.ts';
import { attribute, childText } from './read-element.ts';
import type { Source } from './source.ts';
import { parseXml, type XmlElement } from './xml.ts';

/** Where elements of a kind stand below the root, in the order in which a fragment lists them. */
export const placesOfKinds: Readonly<Record<ReferenceKind, readonly [string, ...string[]]>> = {
  'claim type': ['BuildingBlocks', 'ClaimsSchema', 'ClaimType'],
  predicate: ['BuildingBlocks', 'Predicates', 'Predicate'],
  'predicate validation': ['BuildingBlocks', 'PredicateValidations', 'PredicateValidation'],
  'claims transformation': ['BuildingBlocks', 'ClaimsTransformations', 'ClaimsTransformation'],
  'client definition': ['BuildingBlocks', 'ClientDefinitions', 'ClientDefinition'],
  'content definition': ['BuildingBlocks', 'ContentDefinitions', 'ContentDefinition'],
  'localized resource': ['BuildingBlocks', 'Localization', 'LocalizedResources'],
  'display control': ['BuildingBlocks', 'DisplayControls', 'DisplayControl'],
  'technical profile': [
    'ClaimsProviders',
    'ClaimsProvider',
    'TechnicalProfiles',
    'TechnicalProfile',
  ],
  'user journey': ['UserJourneys', 'UserJourney'],
  'sub journey': ['SubJourneys', 'SubJourney'],
};

/** An element of one file that others refer to by its Id. */
export interface PolicyPart {
  readonly kind: ReferenceKind;
  readonly id: string;
  readonly element: XmlElement;
  /** As written, on whole lines, with the comments right above it. */
  readonly text: string;
  /** The DisplayName of the ClaimsProvider that a technical profile stands in. */
  readonly provider?: string;
  readonly references: readonly PolicyReference[];
}

/** A policy file, and everything in it that has an Id. */
export interface PolicyParts {
  readonly source: Source;
  readonly policy: TrustFrameworkPolicy;
  readonly root: XmlElement;
  readonly parts: readonly PolicyPart[];
  /** Of the whole file, its relying party among it. */
  readonly references: readonly PolicyReference[];
}

/** Reads the parts of a file; undefined where it is no policy. Tokens of settings stay as written. */
export function readPolicyParts(source: Source): PolicyParts | undefined {
  const { policy } = readPolicy(source);
  const { root } = parseXml(source);
  if (!policy || !root) return undefined;
  const references = referencesOf(policy);
  const offsets = references.map(({ element }) => source.offsetAt(element.position));
  const parts = Object.entries(placesOfKinds).flatMap(([kind, path]) =>
    elementsAt(root, path).flatMap(({ element, parents }) => {
      const id = attribute(element, 'Id');
      const start = source.offsetAt(element.position);
      const place = readElementText(source.text, start);
      if (id === undefined || !place) return [];
      const provider = parents.find(({ name }) => name === 'ClaimsProvider');
      const isInside = (offset = 0) => offset >= start && offset < place.end;
      const part = {
        kind: kind as ReferenceKind,
        id,
        element,
        text: linesOf(source.text, { start, end: place.end }, kind !== 'claim type'),
        references: references.filter((_, index) => isInside(offsets[index])),
      };
      return provider ? { ...part, provider: childText(provider, 'DisplayName') ?? '' } : part;
    }),
  );
  return { source, policy, root, parts, references };
}

/** The parts of all files that declare an element, in the order of the files. */
export function partsOf(
  files: readonly PolicyParts[],
  { kind, id }: Pick<PolicyPart, 'kind' | 'id'>,
): PolicyPart[] {
  const key = fold(id);
  return files.flatMap(({ parts }) =>
    parts.filter((part) => part.kind === kind && fold(part.id) === key),
  );
}

interface Found {
  readonly element: XmlElement;
  readonly parents: readonly XmlElement[];
}

function elementsAt(root: XmlElement, path: readonly string[]): Found[] {
  return path.reduce<Found[]>(
    (found, name) =>
      found.flatMap(({ element, parents }) =>
        element.children
          .filter((child) => child.name === name)
          .map((child) => ({ element: child, parents: [...parents, element] })),
      ),
    [{ element: root, parents: [] }],
  );
}

/** The comment above a claim type is mostly the heading of a group. */
function linesOf(
  text: string,
  range: { readonly start: number; readonly end: number },
  withComment: boolean,
): string {
  const lines = wholeLines(text, range);
  const isAlone = lines.end !== range.end;
  if (!isAlone) return text.slice(range.start, range.end);
  const start = withComment ? startOfComment(text, lines.start) : lines.start;
  return text.slice(start, lines.end).trimEnd();
}

/** A comment on lines of its own, with no blank line between it and the element. */
function startOfComment(text: string, start: number): number {
  const before = text.slice(0, start);
  if (!/-->[^\S\r\n]*(?:\r\n?|\n)$/.test(before)) return start;
  const comment = before.lastIndexOf('<!--');
  const lineStart = Math.max(before.lastIndexOf('\n', comment), before.lastIndexOf('\r', comment));
  return before.slice(lineStart + 1, comment).trim() === '' ? lineStart + 1 : start;
}
