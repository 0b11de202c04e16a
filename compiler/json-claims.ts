import { TransformationFailed } from '../shared/errors.ts';
import { isJsonObject, type JsonObject } from '../shared/json.ts';
import { type ClaimValue, requireClaim } from './claim-value.ts';
import { exactJsonText, parseExactJson } from './exact-json.ts';
import type { DataType } from './model.ts';

/**
 * Reads the JSON that a claim holds. Broken JSON ends the journey.
 * @see facts claims-transformations 6
 */
export function readJson(text: string): unknown {
  const value = parseExactJson(text);
  if (value === undefined)
    throw new TransformationFailed('A claim should hold JSON, and does not.');
  return value;
}

/** As `readJson`, where the JSON must be an object. */
export function readJsonObject(text: string): JsonObject {
  const value = readJson(text);
  if (!isJsonObject(value)) throw new TransformationFailed('The JSON of a claim is no object.');
  return value;
}

/** As `readJson`, where the JSON must be an array. */
export function readJsonArray(text: string): readonly unknown[] {
  const value = readJson(text);
  if (!Array.isArray(value)) throw new TransformationFailed('The JSON of a claim is no array.');
  return value;
}

/** A property of the object itself; a missing one ends the journey. `name` comes from the policy. */
export function requireMember(object: JsonObject, name: string): unknown {
  if (!Object.hasOwn(object, name)) {
    throw new TransformationFailed(`The JSON of a claim has no property "${name}".`);
  }
  return object[name];
}

/** A JSON value as a string claim holds it: what is neither text nor null becomes its JSON text. */
export function jsonToText(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value;
  return exactJsonText(value);
}

/** A JSON value as a claim of the DataType; one that does not fit ends the journey. */
export function jsonToClaim(dataType: DataType, value: unknown): ClaimValue {
  if (value === null) return null;
  return requireClaim(dataType, dataType === 'string' ? jsonToText(value) : value);
}
