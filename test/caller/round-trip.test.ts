import assert from 'node:assert/strict';
import { test } from 'node:test';
import azure from '@azure/functions';
import * as fc from 'fast-check';
import * as z from 'zod';
import type { ClaimForm } from '../../caller/claim-forms.ts';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import { encodeDefaults, encodeRequest, type WireRequest } from '../../caller/encode.ts';
import type { DataType } from '../../compiler/model.ts';
import type { SendClaimsIn } from '../../compiler/restful-technical-profile.ts';
import { claimType } from '../../shared/claim-type.ts';
import { defineProfile } from '../../shared/profile.ts';
import { claimReader } from '../../shared/request.ts';
import { claimsBag, journeyContext, restfulProfile } from '../support/restful-profile.ts';

/*
 * What B2C sends, `shared/request.ts` and the claim's schema give back: for each data type, each
 * place and each form that B2C might use.
 */

type Place = SendClaimsIn | 'query of Url';
const places: readonly Place[] = ['Body', 'Form', 'Header', 'QueryString', 'Url', 'query of Url'];
const forms: readonly ClaimForm[] = ['native', 'text'];

const anyText = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .map((text) => text.toWellFormed());
/** Dot segments are resolved by URL parsers, and "%2F" is a slash to the Functions host. */
const pathText = anyText.filter((text) => !/^\.{1,2}$|%2f/i.test(text));
const headerText = fc
  .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 })
  .filter((text) => text.trim() === text && /^[ -~]+$/.test(text));

function textFor(place: Place): fc.Arbitrary<string> {
  if (place === 'Header') return headerText;
  return place === 'Url' ? pathText : anyText;
}

const instant = fc.date({
  min: new Date('0001-01-01T00:00:00.000Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

function identity(text: fc.Arbitrary<string>) {
  const keys = { signInType: text, issuer: text, issuerAssignedId: text };
  return fc.record(keys, { requiredKeys: ['issuer'], noNullPrototype: true });
}

/** Values of a data type; several items of a collection have no documented text form. */
function valuesOf(dataType: DataType, place: Place, form: ClaimForm): fc.Arbitrary<ClaimValue> {
  const text = textFor(place);
  const maxLength = place === 'Body' && form === 'native' ? 4 : 1;
  const identities = fc.array(identity(text), { minLength: 1, maxLength: 4 });
  const arbitraries: Record<DataType, fc.Arbitrary<ClaimValue>> = {
    string: text,
    boolean: fc.boolean(),
    int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    long: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    date: instant.map((date) => date.toISOString().slice(0, 10)),
    dateTime: instant,
    duration: fc.constantFrom('P30D', 'P1Y2M5DT8H5M620S', 'PT0.5S', '-P1D'),
    phoneNumber: fc.stringMatching(/^\+[1-9][0-9]{6,14}$/),
    stringCollection: fc.array(text, { minLength: 1, maxLength }),
    userIdentity: identity(text),
    userIdentityCollection: identities,
    alternativeSecurityIdCollection: identities,
    objectIdentity: identity(text),
    objectIdentityCollection: identities,
  };
  return arbitraries[dataType];
}

const dataTypes = [
  'string',
  'boolean',
  'int',
  'long',
  'date',
  'dateTime',
  'duration',
  'phoneNumber',
  'stringCollection',
  'userIdentity',
  'userIdentityCollection',
  'alternativeSecurityIdCollection',
  'objectIdentity',
  'objectIdentityCollection',
] as const satisfies readonly DataType[];

const serviceUrls: Record<Place, string> = {
  Body: 'http://localhost/api/check',
  Form: 'http://localhost/api/check',
  Header: 'http://localhost/api/check',
  QueryString: 'http://localhost/api/check?v=1',
  Url: 'http://localhost/api/members/{claim}/roles',
  'query of Url': 'http://localhost/api/check?q={claim}',
};

/** The request as the Functions host hands it on. @see facts runtime 1 */
function receive({ method, url, headers, body }: WireRequest): azure.HttpRequest {
  const [, , , segment = ''] = url.pathname.split('/');
  const decoded = segment.split(/%2f/i).map(decodeURIComponent).join('%2F');
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new azure.HttpRequest({
    method,
    url: url.href,
    headers: { ...Object.fromEntries(headers), ...length },
    params: { claim: decoded },
    ...(body === undefined ? {} : { body: { string: body } }),
  });
}

function readerOf(dataType: DataType, place: Place) {
  const profile = defineProfile({
    id: 'REST-Test',
    http: {
      methods: ['POST'],
      route: place === 'Url' ? 'members/{claim}/roles' : 'check',
      authLevel: 'anonymous',
    },
    sendClaimsIn: place === 'query of Url' ? 'Url' : place,
    ...(place === 'query of Url' && { urlQuery: { q: 'claim' } }),
    resolveJsonPaths: false,
    authentication: { type: 'None' },
    validation: 'observe',
    input: z.object({ claim: claimType({ id: 'claim', dataType }).optional() }),
    output: z.object({}),
  });
  const read = claimReader(profile);
  return async (request: WireRequest) => profile.input.parse((await read(receive(request))).claims);
}

for (const dataType of dataTypes) {
  for (const place of places) {
    for (const form of forms) {
      test(`property: ${dataType} as ${form} comes back from ${place}`, async () => {
        const read = readerOf(dataType, place);
        const profile = restfulProfile({
          serviceUrl: serviceUrls[place],
          sendClaimsIn: place === 'query of Url' ? 'Url' : place,
          input: [{ id: 'claim', dataType }],
        });
        await fc.assert(
          fc.asyncProperty(valuesOf(dataType, place, form), async (value) => {
            const source = {
              profile,
              claims: claimsBag({ claim: value }),
              context: journeyContext,
            };
            const request = encodeRequest(source, { ...encodeDefaults, claimForm: form });
            assert.deepEqual(await read(request), { claim: value });
          }),
          { numRuns: 30 },
        );
      });
    }
  }
}
