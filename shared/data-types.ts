import * as z from 'zod';
import { integerJson, isHarmless, isJsonObject, parseJson, toWireJson } from './json.ts';

/*
 * DataType ↔ TypeScript, zod and JSON. `decode` reads native JSON and the text form, because B2C does
 * not document which of them it sends (facts rest-contract 1.6); `encode` writes the documented form.
 */

const minimumLong = -(2n ** 63n);
const maximumLong = 2n ** 63n - 1n;
const firstInstant = new Date('0001-01-01T00:00:00.000Z');
const lastInstant = new Date('9999-12-31T23:59:59.999Z');

const decimal = /^(?:0|-?[1-9]\d*)$/;
const clock = String.raw`\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?`;
const zone = String.raw`Z|[+-]\d{2}:\d{2}`;
const dateWithTime = new RegExp(`^(\\d{4}-\\d{2}-\\d{2})(?:T(?:${clock})(${zone})?)?$`);
const xmlDuration =
  /^-?P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/;
const phoneNumber = /^\+?\(?\d[\d ()./-]*$/;

/** What B2C knows of one identity of a user; which names it uses depends on where the claim came from. */
const userIdentity = z.object({
  signInType: z.string().optional(),
  issuer: z.string().optional(),
  issuerAssignedId: z.string().optional(),
  issuerUserId: z.string().optional(),
});

/** Undocumented on the wire: any object will do. */
const anyObject = z.record(z.string(), z.unknown());

const userIdentityJson = {
  type: 'object',
  properties: {
    signInType: { type: 'string' },
    issuer: { type: 'string' },
    issuerAssignedId: { type: 'string' },
    issuerUserId: { type: 'string' },
  },
} as const;

/**
 * One row per DataType. `schema` makes a new codec: decoded it is what handlers see, encoded what JSON
 * holds. `jsonSchema` describes the JSON form.
 */
export const dataTypes = {
  string: { schema: () => z.string(), jsonSchema: { type: 'string' } },
  boolean: {
    schema: () => convert(z.boolean(), readBoolean),
    jsonSchema: { type: 'boolean' },
  },
  int: {
    schema: () => convert(z.int32(), readInt),
    jsonSchema: { type: 'integer', format: 'int32' },
  },
  long: {
    schema: () => convert(z.bigint().min(minimumLong).max(maximumLong), readLong, integerJson),
    jsonSchema: { type: 'integer', format: 'int64' },
  },
  date: {
    schema: () => convert(z.iso.date(), readDate),
    jsonSchema: { type: 'string', format: 'date' },
  },
  dateTime: {
    schema: () => convert(z.date().min(firstInstant).max(lastInstant), readDateTime, writeDateTime),
    jsonSchema: { type: 'string', format: 'date-time' },
  },
  duration: {
    schema: () => z.string().regex(xmlDuration),
    jsonSchema: { type: 'string', format: 'duration' },
  },
  phoneNumber: {
    schema: () => z.string().regex(phoneNumber),
    jsonSchema: { type: 'string' },
  },
  stringCollection: {
    schema: () => convert(z.array(z.string()).readonly(), readStrings),
    jsonSchema: { type: 'array', items: { type: 'string' } },
  },
  userIdentity: {
    schema: () => convert(userIdentity.readonly(), readObject, toWireJson),
    jsonSchema: userIdentityJson,
  },
  userIdentityCollection: {
    schema: () => convert(z.array(userIdentity.readonly()).readonly(), readObjects, toWireJson),
    jsonSchema: { type: 'array', items: userIdentityJson },
  },
  alternativeSecurityIdCollection: {
    schema: () => convert(z.array(anyObject.readonly()).readonly(), readObjects, toWireJson),
    jsonSchema: { type: 'array', items: { type: 'object' } },
  },
  objectIdentity: {
    schema: () => convert(anyObject.readonly(), readObject, toWireJson),
    jsonSchema: { type: 'object' },
  },
  objectIdentityCollection: {
    schema: () => convert(z.array(anyObject.readonly()).readonly(), readObjects, toWireJson),
    jsonSchema: { type: 'array', items: { type: 'object' } },
  },
} as const;

/** The DataType of a ClaimType. @see facts policy-language 3.2 */
export type DataType = keyof typeof dataTypes;

/** The zod schema of a DataType. */
export type DataTypeSchema<Type extends DataType> = ReturnType<(typeof dataTypes)[Type]['schema']>;

/** A codec between any wire value and `schema`. What `read` cannot convert it passes on, for `schema` to refuse. */
function convert<Schema extends z.ZodType>(
  schema: Schema,
  read: (wire: unknown) => unknown,
  write: (value: z.output<Schema>) => unknown = (value) => value,
): z.ZodCodec<z.ZodUnknown, Schema> {
  return z.codec(z.unknown(), schema, {
    decode: (wire) => read(wire) as z.input<Schema>,
    encode: (value) => write(value as z.output<Schema>),
  });
}

function readBoolean(wire: unknown): unknown {
  if (typeof wire !== 'string') return wire;
  const text = wire.toLowerCase();
  if (text === 'true') return true;
  return text === 'false' ? false : wire;
}

function readInt(wire: unknown): unknown {
  if (typeof wire === 'number') return wire + 0; // -0 is 0
  return typeof wire === 'string' && decimal.test(wire) ? Number(wire) : wire;
}

/** Beyond 2^53 a number has lost digits already; `parseJsonMembers` hands it over as a bigint. */
function readLong(wire: unknown): unknown {
  if (typeof wire === 'number') return Number.isSafeInteger(wire) ? BigInt(wire) : wire;
  return typeof wire === 'string' && wire.length <= 20 && decimal.test(wire) ? BigInt(wire) : wire;
}

function readDate(wire: unknown): unknown {
  return typeof wire === 'string' ? (dateWithTime.exec(wire)?.[1] ?? wire) : wire;
}

/** ISO 8601, UTC where no zone is said, or seconds since 1970. */
function readDateTime(wire: unknown): unknown {
  if (typeof wire === 'number') return Number.isSafeInteger(wire) ? new Date(wire * 1000) : wire;
  if (typeof wire !== 'string') return wire;
  if (decimal.test(wire)) return new Date(Number(wire) * 1000);
  const [, date, offset] = dateWithTime.exec(wire) ?? [];
  if (date === undefined || !isCalendarDate(date)) return wire;
  return new Date(wire.length === date.length || offset !== undefined ? wire : `${wire}Z`);
}

/** `new Date('2031-02-30T00:00Z')` would be a day in March. */
function isCalendarDate(date: string): boolean {
  const instant = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date);
}

function writeDateTime(value: Date): string {
  return value.toISOString().replace('Z', '0000Z');
}

function readStrings(wire: unknown): unknown {
  return typeof wire === 'string' ? [wire] : wire;
}

function readObject(wire: unknown): unknown {
  return toWireJson(readJson(wire));
}

/** A collection of one may come without its brackets, as a collection of texts may. */
function readObjects(wire: unknown): unknown {
  const value = toWireJson(readJson(wire));
  return isJsonObject(value) ? [value] : value;
}

/** An object or a list, or the JSON text of one. */
function readJson(wire: unknown): unknown {
  if (typeof wire !== 'string') return wire;
  const value = parseJson(wire);
  return isHarmless(value) ? (value ?? wire) : wire;
}
