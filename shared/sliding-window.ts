import { randomInt } from 'node:crypto';
import * as z from 'zod';
import { defineTable } from './storage.ts';
import type { EntityKey } from './storage-key.ts';
import type { TableDeclaration } from './table-declaration.ts';

/** How often something may happen. */
export interface WindowRules {
  /** At most 500: all of them are read to judge one. */
  readonly limit: number;
  /** From each event on. */
  readonly windowMs: number;
}

/** Counts events by a key, in windows that slide. */
export interface SlidingWindow {
  /**
   * Takes one of the places of a key; undefined: it was free. A date: all are taken until then. Of many at
   * a time, on whatever number of instances, exactly as many get one as the rules say, and no stretch
   * of `windowMs` ever has more. A call that comes twice takes two.
   */
  take(key: string, rules: WindowRules, now: Date): Promise<Date | undefined>;
  /** Takes a place of each key, one after the other, or none: of those it had come to, it gives the places back. */
  takeEach(wanted: readonly WantedPlace[], now: Date): Promise<Date | undefined>;
}

/** Of which key a place is wanted. */
export interface WantedPlace {
  readonly key: string;
  readonly rules: WindowRules;
}

const place = z.object({ number: z.int(), takenAt: z.date() });

/**
 * A sliding window in table storage: each event takes a place, and has it for `windowMs`. A place is
 * taken by creating an entity, which one caller alone can, so nobody reads, adds one and writes.
 * Throws as storage does.
 * @param name the table's
 */
export function defineSlidingWindow(
  name: string,
  declaration: TableDeclaration<'number' | 'takenAt'>,
): SlidingWindow {
  const table = defineTable(name, place, declaration);
  // A partition for each key: its places are read as one, and keys do not wait for each other.
  const take = async ({ key, rules }: WantedPlace, now: Date): Promise<EntityKey | Date> => {
    const { limit, windowMs } = rules;
    const stored = await table.list(key, { limit, now });
    const taken = stored.map(({ data }) => data).filter(({ number }) => number < limit);
    for (const number of shuffled(freeNumbers(taken, limit))) {
      const expires = new Date(now.getTime() + windowMs);
      const place = { partition: key, row: String(number).padStart(3, '0') };
      if (await table.create(place, { number, takenAt: now }, { expires, now })) return place;
    }
    const oldest = Math.min(now.getTime(), ...taken.map(({ takenAt }) => takenAt.getTime()));
    return new Date(oldest + windowMs);
  };
  const takeEach = async (wanted: readonly WantedPlace[], now: Date) => {
    const places: EntityKey[] = [];
    for (const each of wanted) {
      const place = await take(each, now);
      if (!(place instanceof Date)) places.push(place);
      else {
        await Promise.all(places.map((had) => table.delete(had)));
        return place;
      }
    }
    return undefined;
  };
  return { takeEach, take: (key, rules, now) => takeEach([{ key, rules }], now) };
}

function freeNumbers(taken: readonly { readonly number: number }[], limit: number): number[] {
  const numbers = new Set(taken.map(({ number }) => number));
  return Array.from({ length: limit }, (_, index) => index).filter((each) => !numbers.has(each));
}

/** Callers that try in the same order would all meet at the first place. */
function shuffled(numbers: readonly number[]): number[] {
  const left = [...numbers];
  return numbers.flatMap(() => left.splice(randomInt(left.length), 1));
}
