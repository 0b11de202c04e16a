import { fold } from './id-map.ts';

/** How many candidates one suggestion looks at: a hostile file must not buy hours of comparing. */
const MAX_CANDIDATES = 2_000;

/** ` Did you mean "surname"?` (with its leading space), or nothing where no candidate is near. */
export function didYouMean(id: string, candidates: Iterable<string>): string {
  const nearest = nearestOf(id, candidates);
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
}

/** Suggestions for many unknown ids; after `limit` of them it keeps silent. */
export class Suggestions {
  #left: number;

  constructor(limit = 50) {
    this.#left = limit;
  }

  for(id: string, candidates: () => Iterable<string>): string {
    if (this.#left <= 0) return '';
    this.#left -= 1;
    return didYouMean(id, candidates());
  }
}

const remembered = new WeakMap<object, { hints: Map<string, string>; suggestions: Suggestions }>();

/** A suggestion out of a policy's declarations; whoever asks again gets the same, at no cost. */
export function didYouMeanOneOf(id: string, declared: { keys(): Iterable<string> }): string {
  const { hints, suggestions } = remembered.get(declared) ?? {
    hints: new Map<string, string>(),
    suggestions: new Suggestions(),
  };
  remembered.set(declared, { hints, suggestions });
  const hint = hints.get(id) ?? suggestions.for(id, () => declared.keys());
  hints.set(id, hint);
  return hint;
}

function nearestOf(id: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(id);
  let budget = allowance(wanted);
  let nearest: string | undefined;
  let looked = 0;
  for (const candidate of candidates) {
    if (looked++ === MAX_CANDIDATES) break;
    const distance = distanceWithin(wanted, fold(candidate), budget);
    if (distance === undefined) continue;
    nearest = candidate;
    if (distance === 0) break;
    budget = distance - 1;
  }
  return nearest;
}

/** How many typing errors still look like one: one in a short word, three in a long one. */
function allowance(id: string): number {
  if (id.length <= 3) return 1;
  return id.length <= 8 ? 2 : 3;
}

/** Insertions, deletions, substitutions and swapped neighbors, or nothing where there are more than `limit`. */
function distanceWithin(from: string, to: string, limit: number): number | undefined {
  if (limit < 0 || Math.abs(from.length - to.length) > limit) return undefined;
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < shorter - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  return distanceInBand(
    from.slice(start, from.length - end),
    to.slice(start, to.length - end),
    limit,
  );
}

/** The textbook table, of which only the band that can stay within `limit` is filled. */
function distanceInBand(from: string, to: string, limit: number): number | undefined {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = nextRow({ from, to, row, limit, previous, beforePrevious });
    const band = current.slice(Math.max(0, row - limit), row + limit + 1);
    if (Math.min(...band) > limit) return undefined;
    beforePrevious = previous;
    previous = current;
  }
  const distance = previous[to.length] ?? Number.POSITIVE_INFINITY;
  return distance <= limit ? distance : undefined;
}

interface Row {
  readonly from: string;
  readonly to: string;
  readonly row: number;
  readonly limit: number;
  readonly previous: readonly number[];
  readonly beforePrevious: readonly number[];
}

function nextRow({ from, to, row, limit, previous, beforePrevious }: Row): number[] {
  const current = new Array<number>(to.length + 1).fill(limit + 1);
  if (row <= limit) current[0] = row;
  const last = Math.min(to.length, row + limit);
  for (let column = Math.max(1, row - limit); column <= last; column += 1) {
    const same = from[row - 1] === to[column - 1];
    let best = Math.min(
      cell(previous, column) + 1,
      cell(current, column - 1) + 1,
      cell(previous, column - 1) + (same ? 0 : 1),
    );
    const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
    if (swapped) best = Math.min(best, cell(beforePrevious, column - 2) + 1);
    current[column] = best;
  }
  return current;
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
