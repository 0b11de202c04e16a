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

/** As `parseJson`, but integers that a double cannot hold are bigints. */
export function parseJsonExactly(text: string): unknown {
  const value = parseJson(text);
  return longDigits.test(text) && isHarmless(value) ? JSON.parse(text, keepDigits) : value;
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
    (key) => !forbiddenKeys.has(key) && key.isWellFormed() && isHarmless(value[key], depth - 1),
  );
}

/** A parsed object; its members may be anything. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed value is an object: neither an array nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Node 22 gives a reviver the source text, which TypeScript's library does not know yet. */
function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && integer.test(source) ? BigInt(source) : value;
}
