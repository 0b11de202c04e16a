import assert from 'node:assert/strict';
import { test } from 'node:test';
import azure from '@azure/functions';
import * as fc from 'fast-check';
import * as z from 'zod';
import type { ClaimForm } from '../../caller/claim-forms.ts';
import { encodeDefaults, encodeRequest, type WireRequest } from '../../caller/encode.ts';
import type { DataType } from '../../compiler/model.ts';
import { claimType } from '../../shared/claim-type.ts';
import { defineProfile } from '../../shared/profile.ts';
import { claimReader } from '../../shared/request.ts';
import { dataTypes, type Place, valuesOf } from '../support/claim-values.ts';
import { claimsBag, journeyContext, restfulProfile } from '../support/restful-profile.ts';

/*
 * What B2C sends, `shared/request.ts` and the claim's schema give back: for each data type, each
 * place and each form that B2C might use.
 */

const places: readonly Place[] = ['Body', 'Form', 'Header', 'QueryString', 'Url', 'query of Url'];
const forms: readonly ClaimForm[] = ['native', 'text'];

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
