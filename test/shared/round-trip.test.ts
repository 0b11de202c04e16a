import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import * as z from 'zod';
import type { ClaimForm } from '../../caller/claim-forms.ts';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import { encodeDefaults, encodeRequest, type WireRequest } from '../../caller/encode.ts';
import { RequestNotSent } from '../../caller/request-not-sent.ts';
import type { SendClaimsIn } from '../../compiler/restful-technical-profile.ts';
import { claimType } from '../../shared/claim-type.ts';
import type { DataType } from '../../shared/data-types.ts';
import { claimReader } from '../../shared/request.ts';
import { type Sent, toRequest } from '../support/invocation.ts';
import { claimsBag, journeyContext, restfulProfile } from '../support/restful-profile.ts';

/*
 * What the caller encodes, as B2C would, `serve` decodes to the same claims: each place, each DataType,
 * in its native and in its text form.
 */

const years = { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z') };
const someDate = fc.date({ ...years, noInvalidDate: true });
const someText = fc.string({ minLength: 1 });
const someIdentity = fc.record(
  { signInType: fc.string(), issuer: fc.string(), issuerAssignedId: fc.string() },
  { noNullPrototype: true },
);
const someObject = fc.record(
  { name: fc.string(), list: fc.array(fc.nat()) },
  { noNullPrototype: true },
);

const values: Readonly<Record<DataType, fc.Arbitrary<NonNullable<ClaimValue>>>> = {
  string: someText,
  boolean: fc.boolean(),
  int: fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }),
  long: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  date: someDate.map((date) => date.toISOString().slice(0, 10)),
  dateTime: someDate,
  duration: fc.constantFrom('P1Y', 'P1M2DT3H', 'PT0.25S', '-P30D'),
  phoneNumber: fc.stringMatching(/^\+[1-9]\d{2,6}( \d{3}){1,2}$/),
  stringCollection: fc.array(someText, { minLength: 1 }),
  userIdentity: someIdentity,
  userIdentityCollection: fc.array(someIdentity, { minLength: 1 }),
  alternativeSecurityIdCollection: fc.array(someObject, { minLength: 1 }),
  objectIdentity: someObject,
  objectIdentityCollection: fc.array(someObject, { minLength: 1 }),
};

const places: readonly SendClaimsIn[] = ['Body', 'Form', 'QueryString', 'Url', 'Header'];
const forms: readonly ClaimForm[] = ['native', 'text'];

for (const place of places) {
  for (const form of forms) {
    for (const [dataType, arbitrary] of Object.entries(values) as Entries<typeof values>) {
      test(`${dataType} comes through ${place} in ${form} form`, async () => {
        await fc.assert(
          fc.asyncProperty(arbitrary, async (value) => {
            fc.pre(canTravel(value, place, form));
            assert.deepEqual(await throughTheWire({ place, form, dataType, value }), value);
          }),
          { numRuns: 40 },
        );
      });
    }
  }
}

type Entries<Table> = [keyof Table, Table[keyof Table]][];

interface Travel {
  readonly place: SendClaimsIn;
  readonly form: ClaimForm;
  readonly dataType: DataType;
  readonly value: NonNullable<ClaimValue>;
}

/** What B2C cannot send so either, or no server can tell apart. */
function canTravel(value: NonNullable<ClaimValue>, place: SendClaimsIn, form: ClaimForm): boolean {
  const isText = place !== 'Body' || form === 'text';
  if (isText && Array.isArray(value) && typeof value[0] === 'string' && value.length > 1)
    return false;
  const text = String(value);
  if (place === 'Header') return text === text.trim();
  return place !== 'Url' || !(/%2f/i.test(JSON.stringify(text)) || /^\.{1,2}$/.test(text));
}

async function throughTheWire({ place, form, dataType, value }: Travel): Promise<unknown> {
  const profile = restfulProfile({
    sendClaimsIn: place,
    serviceUrl: `https://api.example.com/api/check/${place === 'Url' ? '{claim}' : ''}`,
    input: [{ id: 'claim', dataType }],
  });
  const source = { profile, claims: claimsBag({ claim: value }), context: journeyContext };
  const request = encode(() => encodeRequest(source, { ...encodeDefaults, claimForm: form }));
  const schema = claimType({ id: 'claim', dataType }) as z.ZodType;
  const read = claimReader({
    id: 'REST-Test',
    http: { methods: ['POST'], route: 'check/{claim}', authLevel: 'anonymous' },
    sendClaimsIn: place,
    resolveJsonPaths: false,
    authentication: { type: 'None' },
    validation: 'observe',
    input: z.object({ claim: schema }),
    output: z.object({}),
  });
  return z.decode(schema, (await read(toRequest(asReceived(request))))['claim']);
}

/** A header takes printable ASCII alone. */
function encode(make: () => WireRequest): WireRequest {
  try {
    return make();
  } catch (error) {
    fc.pre(!(error instanceof RequestNotSent && error.reason === 'header-not-possible'));
    throw error;
  }
}

/** What the Functions host makes of the request. @see facts runtime 1 */
function asReceived({ method, url, headers, body }: WireRequest): Sent {
  const segment = url.pathname.split('/').at(-1) ?? '';
  const claim = decodeURIComponent(segment.replaceAll(/%2f/gi, '%252F'));
  return {
    method,
    url: url.href,
    headers: Object.fromEntries(headers),
    params: { claim },
    ...(body === undefined ? {} : { body }),
  };
}
