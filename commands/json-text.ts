/** A JSON object whose text is somebody's own. */
export type JsonObject = Record<string, unknown>;

/**
 * A JSON text after a change of its value, indented as it was.
 * @param file for the message
 * @throws Error with one line to print, where it is no plain JSON object: comments would be lost
 */
export function changeJson(
  text: string,
  file: string,
  change: (value: JsonObject) => void,
): string {
  const value = parse(text.replace(/^\uFEFF/, ''), file);
  const before = JSON.stringify(value);
  change(value);
  if (JSON.stringify(value) === before) return text;
  const indentation = /^[{[]\s*?\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const printed = JSON.stringify(value, undefined, indentation).replaceAll('\n', lineEnd);
  return `${printed}${/\n$/.test(text) ? lineEnd : ''}`;
}

function parse(text: string, file: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`"${file}" is no plain JSON, so nothing was written: remove its comments.`); // the cause would quote it
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as JsonObject;
  throw new Error(`"${file}" is no JSON object, so nothing was written.`);
}

/** An object in an object, made where it is missing. */
export function objectIn(parent: JsonObject, key: string): JsonObject {
  const value = parent[key];
  if (typeof value === 'object' && value !== null) return value as JsonObject;
  const made: JsonObject = {};
  parent[key] = made;
  return made;
}

/** Adds what is missing; what is there stays. */
export function addMissing(target: JsonObject, added: Readonly<JsonObject>): void {
  for (const [key, value] of Object.entries(added)) if (!(key in target)) target[key] = value;
}
