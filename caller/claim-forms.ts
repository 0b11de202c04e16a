import type { DataType } from '../compiler/model.ts';
import type { ClaimValue } from './claims-bag.ts';

/*
 * How B2C writes a claim, and how it reads a DefaultValue. Not shared/data-types.ts on purpose: that
 * table says what a tolerant server accepts. If both sides stood on one table, no test of one
 * against the other could fail.
 */

/**
 * Which of the undocumented forms of a claim is sent: JSON's own types, or .NET's text (`True`,
 * `2031-05-04T00:00:00`, seven digits of a second; identities as JSON text).
 * @see facts rest-contract 1.6 and 11
 */
export type ClaimForm = 'native' | 'text';

/** The claim as a JSON value; in the form `text` every value is a JSON string. */
export function claimToJson(value: NonNullable<ClaimValue>, dataType: DataType, form: ClaimForm) {
  if (form === 'text') return JSON.stringify(claimToText(value, dataType, form));
  if (typeof value === 'bigint') return value.toString(); // JSON numbers have no limit
  return JSON.stringify(wellFormed(value));
}

/**
 * The claim as text, for a form, a query, a placeholder or a header. A stringCollection is joined
 * by commas as a CheckboxMultiSelect is (unconfirmed): only one with a single item comes back.
 */
export function claimToText(
  value: NonNullable<ClaimValue>,
  dataType: DataType,
  form: ClaimForm,
): string {
  if (typeof value === 'string') return stringToText(value, dataType, form);
  if (typeof value === 'boolean' && form === 'text') return value ? 'True' : 'False';
  if (value instanceof Date) return dateTimeToText(value, form);
  if (typeof value !== 'object') return String(value);
  const isCollection = dataType === 'stringCollection' && Array.isArray(value);
  return isCollection ? value.join(',').toWellFormed() : JSON.stringify(wellFormed(value));
}

function stringToText(value: string, dataType: DataType, form: ClaimForm): string {
  const isBareDate = dataType === 'date' && value.length === 'YYYY-MM-DD'.length;
  return isBareDate && form === 'text' ? `${value}T00:00:00` : value.toWellFormed();
}

function dateTimeToText(value: Date, form: ClaimForm): string {
  return form === 'text' ? value.toISOString().replace('Z', '0000Z') : value.toISOString();
}

/** .NET's UTF-8 writer replaces half a surrogate pair; JSON.stringify would send an escape. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, wellFormed(item)]));
}

/**
 * A DefaultValue in its claim's DataType; undefined where the text is none of that type. Collections
 * and identities have no text form: B2C wants a claims transformation there.
 * @see facts rest-contract 1.4, policy-language 4
 */
export function parseClaimText(dataType: DataType, text: string): ClaimValue | undefined {
  return parsers[dataType](text);
}

const noTextForm = () => undefined;

const parsers: Readonly<Record<DataType, (text: string) => ClaimValue | undefined>> = {
  string: (text) => text,
  boolean: parseBoolean,
  int: parseInt32,
  long: parseInt64,
  date: parseDate,
  dateTime: parseDateTime,
  duration: (text) => text,
  phoneNumber: (text) => text,
  stringCollection: noTextForm,
  userIdentity: noTextForm,
  userIdentityCollection: noTextForm,
  alternativeSecurityIdCollection: noTextForm,
  objectIdentity: noTextForm,
  objectIdentityCollection: noTextForm,
};

function parseBoolean(text: string): boolean | undefined {
  if (/^true$/i.test(text)) return true;
  return /^false$/i.test(text) ? false : undefined;
}

function parseInt32(text: string): number | undefined {
  const value = Number(text);
  return /^-?[0-9]{1,10}$/.test(text) && value === (value | 0) ? value | 0 : undefined;
}

function parseInt64(text: string): bigint | undefined {
  if (!/^-?[0-9]{1,19}$/.test(text)) return undefined;
  const value = BigInt(text);
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

/** The calendar date at the beginning of ISO 8601 text; a time part is dropped. */
function parseDate(text: string): string | undefined {
  const date = text.slice(0, 'YYYY-MM-DD'.length);
  return parseDateTime(text) && isCalendarDate(date) ? date : undefined;
}

const isoDateTime =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)?(Z|[+-][0-9]{2}:[0-9]{2})?$/;

/** ISO 8601; text without a zone is UTC. */
function parseDateTime(text: string): Date | undefined {
  const [, date, zone] = isoDateTime.exec(text) ?? [];
  if (date === undefined || !isCalendarDate(date)) return undefined;
  const hasTime = text.includes('T');
  if (!hasTime && zone !== undefined) return undefined;
  const value = new Date(hasTime && zone === undefined ? `${text}Z` : text);
  return Number.isNaN(value.getTime()) ? undefined : value;
}

/** `Date` takes the 30th of February for the 2nd of March. */
function isCalendarDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
