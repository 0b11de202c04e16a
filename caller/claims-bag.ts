import type { IdMap } from '../compiler/id-map.ts';

/** A claim whose DataType is an identity, or one item of a collection of them. */
export interface ClaimObject {
  readonly [property: string]: unknown;
}

/**
 * The value of a claim, by its DataType: string, date (`YYYY-MM-DD`), duration and phoneNumber are
 * strings, int is a number, long a bigint, dateTime a Date, stringCollection an array of strings,
 * the identities are objects. `null` is a claim that exists and is empty.
 * @see facts policy-language 3.2, engine 1.2
 */
export type ClaimValue =
  | string
  | boolean
  | number
  | bigint
  | Date
  | readonly string[]
  | ClaimObject
  | readonly ClaimObject[]
  | null;

/** The claims of a journey by ClaimType id; an absent claim is an absent key. */
export type ClaimsBag = IdMap<ClaimValue>;

/** Absent, null and empty claims are not sent. @see facts rest-contract 1.4 */
export function hasValue(value: ClaimValue | undefined): value is NonNullable<ClaimValue> {
  if (value === undefined || value === null || value === '') return false;
  return !(Array.isArray(value) && value.length === 0);
}
