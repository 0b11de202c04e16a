import { readFileSync } from 'node:fs';
import { codeOf, HostFault, messageOf } from './host-fault.ts';

/** A JSON object as read from a file. */
export type JsonObject = { readonly [key: string]: unknown };

/** Whether a value is an object of JSON, neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A JSON file's object; undefined where there is no such file. As the real host does, comments and
 * trailing commas are forgiven.
 * @throws HostFault where it cannot be read, is no JSON, or is no object.
 */
export function readJsonFile(path: string): JsonObject | undefined {
  const text = readText(path);
  if (text === undefined) return undefined;
  const value = parse(path, text);
  if (isJsonObject(value)) return value;
  throw new HostFault(`"${path}" has to hold a JSON object.`);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new HostFault(`"${path}" cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseLeniently(path, text);
  }
}

function parseLeniently(path: string, text: string): unknown {
  const strict = withoutTrailingCommas(withoutComments(text));
  try {
    return JSON.parse(strict);
  } catch (error) {
    throw new HostFault(`"${path}" is no valid JSON: ${messageOf(error)}`, { cause: error });
  }
}

/** Strings come first in each pattern, so nothing inside one is taken for a comment or a comma. */
const stringOrComment = /("(?:[^"\\]|\\.)*")|\/\/[^\n\r]*|\/\*.*?\*\//gs;
const stringOrTrailingComma = /("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g;

function withoutComments(text: string): string {
  return text.replace(stringOrComment, (_, string?: string) => string ?? ' ');
}

function withoutTrailingCommas(text: string): string {
  return text.replace(stringOrTrailingComma, (_, string?: string) => string ?? '');
}
