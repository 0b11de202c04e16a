/** Deeper JSON is refused: no claim nests that far. */
const maximumDepth = 16;

/** Names that reach an object's prototype in code that copies or merges. */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** A run of digits that a double may not hold. */
const longDigits = /\d{16}/;
const integer = /^-?\d+$/;

/** Parses JSON; undefined where it is broken. What it returns may still be harmful. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Parses the text of an object; the members that `exact` names are bigints where they are integers that
 * a double cannot hold. Undefined where the JSON is broken.
 */
export function parseJsonMembers(text: string, exact: ReadonlySet<string>): unknown {
  const value = parseJson(text);
  if (exact.size === 0 || !longDigits.test(text) || !isHarmless(value)) return value;
  return isJsonObject(value) ? { ...value, ...pickBigints(text, exact) } : value;
}

/** Only members of the whole: a bigint that is deeper inside would be one that nobody expects. */
function pickBigints(text: string, exact: ReadonlySet<string>): JsonObject {
  const value: JsonObject = JSON.parse(text, keepDigits);
  return Object.fromEntries(
    Object.entries(value).filter(([name, member]) => exact.has(name) && typeof member === 'bigint'),
  );
}

/**
 * Whether a parsed value nests at most 16 deep, has no key that could reach a prototype, and no text
 * with a lone surrogate.
 */
export function isHarmless(value: unknown, depth = maximumDepth): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (!Array.isArray(value) && !isJsonObject(value)) return true;
  if (depth === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isHarmless(item, depth - 1));
  return Object.keys(value).every(
    (key) => isHarmlessName(key) && key.isWellFormed() && isHarmless(value[key], depth - 1),
  );
}

/** Whether no prototype is reached by a name. */
export function isHarmlessName(name: string): boolean {
  return !forbiddenKeys.has(name);
}

/** What is wrong with a value that is not harmless, as a sentence without any of it. */
export function harmOf(value: unknown, depth = maximumDepth): string {
  if (typeof value === 'string') return 'The text has half a character.';
  if (depth === 0) return `The JSON nests deeper than ${maximumDepth}.`;
  const names = Array.isArray(value) ? [] : Object.keys(Object(value));
  if (!names.every(isHarmlessName)) return 'A name of the JSON reaches prototypes.';
  const bad = Object.values(Object(value)).find((member) => !isHarmless(member, depth - 1));
  return harmOf(bad ?? '', depth - 1);
}

/** A parsed object; its members may be anything. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed value is an object: neither an array nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As an object literal makes it: no list, no Date or Map, no instance of a class. */
export function isPlainObject(value: unknown): value is JsonObject {
  if (!isJsonObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * A copy without the nulls, which B2C has no use for and breaks on, and with bigints as JSON writes
 * them. What nests deeper than any claim stays as it is, so that a circle has an end.
 * @see facts rest-contract 3.2
 */
export function toWireJson(value: unknown, depth = maximumDepth): unknown {
  if (typeof value === 'bigint') return integerJson(value);
  if (depth === 0) return value;
  if (Array.isArray(value)) {
    return value.filter(isThere).map((item) => toWireJson(item, depth - 1));
  }
  if (!isPlainObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => isThere(member));
  return Object.fromEntries(members.map(([name, member]) => [name, toWireJson(member, depth - 1)]));
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** An integer with all its digits, for JSON.stringify. */
export function integerJson(value: bigint): unknown {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : rawJson(value.toString());
}

/** `JSON.rawJSON` is in Node 22, and not yet in TypeScript's library. */
const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON;

/** Node 22 gives a reviver the source text, which TypeScript's library does not know yet. */
function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && integer.test(source) ? BigInt(source) : value;
}
