/** `JSON.rawJSON` and a reviver's source text are in Node 22, and not yet in TypeScript's library. */
const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON;

/** Where .NET's usual JSON reader stops. */
const maximumDepth = 64;

/**
 * JSON as .NET reads it: integers that a double cannot hold are bigints. Undefined for text that is
 * no JSON, or nests deeper than 64.
 */
export function parseExactJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text, keepDigits);
    return isWithin(value, maximumDepth) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((item) => isWithin(item, depth - 1));
}

/** The inverse: bigints are written digit for digit. */
export function exactJsonText(value: unknown, indent?: number): string {
  const replacer = (_key: string, item: unknown) => {
    return typeof item === 'bigint' ? rawJson(item.toString()) : item;
  };
  return JSON.stringify(value, replacer, indent);
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?[0-9]+$/.test(source) ? BigInt(source) : value;
}
