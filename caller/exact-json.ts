/** `JSON.rawJSON` and a reviver's source text are in Node 22, and not yet in TypeScript's library. */
const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON;

/**
 * JSON as .NET reads it: integers that a double cannot hold are bigints. Undefined for text that is
 * no JSON, or nests too deep to be read.
 */
export function parseExactJson(text: string): unknown {
  try {
    return JSON.parse(text, keepDigits);
  } catch {
    return undefined;
  }
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
