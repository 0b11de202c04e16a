import { type PolicyPart, type PolicyParts, partsOf } from './policy-parts.ts';
import { referenceKey } from './policy-references.ts';
import { childText } from './read-element.ts';
import { isSameElement } from './same-xml.ts';
import { type ElementName, type SlicedElement, sliceOf } from './slice.ts';
import type { Position } from './source.ts';

/** What is to be added to whose policies. */
export interface InsertionRequest {
  /** Where the elements come from, the root base policy first. */
  readonly ours: readonly PolicyParts[];
  /** The chain of the file that they go into, that file last. */
  readonly theirs: readonly PolicyParts[];
  readonly names: readonly ElementName[];
  /** What has to be there as well, whatever it says. */
  readonly also?: readonly ElementName[];
  /** A file of ours that is taken over as it is: only what it refers to goes into another one. */
  readonly whole?: PolicyParts;
  /** Technical profiles that other scenarios bring along. */
  readonly isElsewhere?: (element: ElementName) => boolean;
}

/** An element of theirs with the Id of one of ours that says something else. */
export interface InsertionConflict extends ElementName {
  readonly position: Position;
}

/** What goes into the file, and what does not. */
export interface InsertionPlan {
  readonly parts: readonly PolicyPart[];
  readonly conflicts: readonly InsertionConflict[];
  /** Referred to and not there: somebody has to see to it. */
  readonly absent: readonly ElementName[];
}

/**
 * The elements of those names, and all that they refer to and the chain does not have. Who has an
 * element of the same Id keeps it: claim types of the same DataType, profiles that ours build on. Only
 * where that would change what the named elements do it is a conflict: one of those names itself, a
 * claims transformation, a claim type of another DataType.
 */
export function planInsertion(request: InsertionRequest): InsertionPlan {
  const { ours, names, also = [], whole } = request;
  const planner = new Planner(request);
  const choose = (element: SlicedElement) => planner.choose(element);
  const files = whole ? [...ours, whole] : ours;
  const elements = sliceOf(files, [...names, ...also, ...(whole?.references ?? [])], choose);
  const { conflicts, absent } = planner;
  return { parts: elements.flatMap(({ parts }) => parts), conflicts, absent };
}

class Planner {
  readonly conflicts: InsertionConflict[] = [];
  readonly absent: ElementName[] = [];
  readonly #request: InsertionRequest;
  readonly #asked: ReadonlySet<string>;

  constructor(request: InsertionRequest) {
    this.#request = request;
    this.#asked = new Set(request.names.map(referenceKey));
  }

  /** The parts of an element of ours that go into the file. */
  choose(element: SlicedElement): readonly PolicyPart[] {
    const { theirs, whole } = this.#request;
    if (element.parts.some((part) => whole?.parts.includes(part))) return [];
    const found = partsOf(theirs, element);
    const isAsked = this.#asked.has(referenceKey(element));
    const others = found.filter((part) => !isAmong(part, element.parts));
    const [conflict] = others.filter((part) => isAsked || !mayDiffer(part, element));
    if (conflict) {
      this.conflicts.push({ ...nameOf(element), position: conflict.element.position });
      return [];
    }
    if (found.length > 0 && !isAsked) return [];
    const missing = element.parts.filter((part) => !isAmong(part, found));
    if (missing.length <= 1 && (isAsked || !this.#isForOthers(element))) return missing;
    this.absent.push(nameOf(element));
    return [];
  }

  /** A journey shows how scenarios play together, and a function belongs to its profile. */
  #isForOthers(element: ElementName): boolean {
    const isJourney = element.kind === 'user journey' || element.kind === 'sub journey';
    return isJourney || (this.#request.isElsewhere?.(element) ?? false);
  }
}

function isAmong(part: PolicyPart, parts: readonly PolicyPart[]): boolean {
  return parts.some(({ element }) => isSameElement(element, part.element));
}

function mayDiffer(part: PolicyPart, { kind, parts: [first] }: SlicedElement): boolean {
  if (kind === 'claim type')
    return (dataTypeOf(part) ?? dataTypeOf(first)) === (dataTypeOf(first) ?? dataTypeOf(part));
  return kind !== 'claims transformation';
}

/** A part may leave it to another. */
function dataTypeOf({ element }: PolicyPart): string | undefined {
  return childText(element, 'DataType')?.trim();
}

function nameOf({ kind, id }: ElementName): ElementName {
  return { kind, id };
}
