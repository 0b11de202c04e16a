import { exactJsonText } from '../compiler/exact-json.ts';
import type { DataType } from '../compiler/model.ts';
import { parseClaimText } from './claim-forms.ts';
import type { ClaimObject, ClaimValue } from './claims-bag.ts';

/** A value of an answer in its claim's DataType, and what is doubtful about it. */
export interface ClaimRead {
  readonly value: ClaimValue;
  readonly remark?: string;
}

/**
 * Reads one JSON value as B2C does; undefined where the ClaimType cannot hold it, which ends the
 * journey. What no documentation settles is read, with a remark.
 * @see facts rest-contract 3.2
 */
export function readClaim(dataType: DataType, json: unknown): ClaimRead | undefined {
  if (json !== null) return readers[dataType](json, dataType);
  return { value: null, remark: 'is null: B2C asks to leave the property out' };
}

/** The JSON type of a value, as a message names it. */
export function jsonTypeOf(json: unknown): string {
  if (Array.isArray(json)) return 'array';
  if (json === null) return 'null';
  return typeof json === 'bigint' ? 'number' : typeof json;
}

type Read = (json: unknown, dataType: DataType) => ClaimRead | undefined;

const readers: Readonly<Record<DataType, Read>> = {
  string: readString,
  boolean: readBoolean,
  int: readInteger,
  long: readInteger,
  date: readText,
  dateTime: readText,
  duration: readText,
  phoneNumber: readText,
  stringCollection: readStrings,
  userIdentity: readObject,
  userIdentityCollection: readObjects,
  alternativeSecurityIdCollection: readObjects,
  objectIdentity: readObject,
  objectIdentityCollection: readObjects,
};

function readString(json: unknown): ClaimRead {
  if (json === '')
    return { value: '', remark: 'is empty: whether the claim then exists is unknown' };
  if (typeof json === 'string') return { value: json };
  const value = typeof json === 'object' ? exactJsonText(json) : String(json);
  return { value, remark: `is of JSON type ${jsonTypeOf(json)}: send text for a string claim` };
}

function readBoolean(json: unknown): ClaimRead | undefined {
  if (typeof json === 'boolean') return { value: json };
  return readDisputedText(json, 'boolean');
}

function readInteger(json: unknown, dataType: DataType): ClaimRead | undefined {
  if (typeof json !== 'number' && typeof json !== 'bigint') return readDisputedText(json, dataType);
  const value = parseClaimText(dataType, json.toString());
  return value === undefined ? undefined : { value };
}

function readText(json: unknown, dataType: DataType): ClaimRead | undefined {
  const value = typeof json === 'string' ? parseClaimText(dataType, json) : undefined;
  return value === undefined ? undefined : { value };
}

function readDisputedText(json: unknown, dataType: DataType): ClaimRead | undefined {
  const read = readText(json, dataType);
  return read && { ...read, remark: `is text: whether B2C converts it to ${dataType} is unknown` };
}

/** One string in place of an array is the documented way to end a journey. */
function readStrings(json: unknown): ClaimRead | undefined {
  if (!Array.isArray(json)) return undefined;
  if (json.length === 0) return { value: [], remark: 'is an empty array: a token may fail on it' };
  const value = json.map(itemText);
  if (json.every((item) => typeof item === 'string')) return { value };
  return { value, remark: 'has items that are no strings: they become JSON text' };
}

/** Objects arrive as indented JSON with line breaks (observed). */
function itemText(item: unknown): string {
  if (typeof item === 'string') return item;
  return typeof item === 'object' ? exactJsonText(item, 2) : String(item);
}

function readObject(json: unknown): ClaimRead | undefined {
  return isObject(json) ? { value: json } : undefined;
}

function readObjects(json: unknown): ClaimRead | undefined {
  return Array.isArray(json) && json.every(isObject) ? { value: json } : undefined;
}

function isObject(json: unknown): json is ClaimObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
