import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { callProfile } from '../../caller/call.ts';
import type { ClaimForm } from '../../caller/claim-forms.ts';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import type { DataType } from '../../compiler/model.ts';
import type { RestfulTechnicalProfile } from '../../compiler/restful-technical-profile.ts';
import { type Place, valuesOf } from '../support/claim-values.ts';
import { startFunctionsHost } from '../support/functions-host.ts';
import { claimsBag, journeyContext, restfulProfile } from '../support/restful-profile.ts';

/*
 * What B2C sends over HTTP arrives at a function of our host, and what the function returns is what B2C
 * reads: all data types, all places, both forms.
 */

const app = fileURLToPath(new URL('../support/contract-app', import.meta.url));
const host = await startFunctionsHost({ after }, { app });

/** The fixture's claims. */
const claimsOfType: Readonly<Record<string, DataType>> = {
  text: 'string',
  flag: 'boolean',
  count: 'int',
  total: 'long',
  born: 'date',
  since: 'dateTime',
  term: 'duration',
  phone: 'phoneNumber',
  roles: 'stringCollection',
  who: 'userIdentity',
  identities: 'userIdentityCollection',
  external: 'alternativeSecurityIdCollection',
  thing: 'objectIdentity',
  things: 'objectIdentityCollection',
};

const forms: readonly ClaimForm[] = ['native', 'text'];

type Claims = Readonly<Record<string, ClaimValue>>;

async function roundTrip(profile: RestfulTechnicalProfile, claims: Claims, claimForm: ClaimForm) {
  const outcome = await callProfile({
    profile,
    claims: claimsBag(claims),
    context: journeyContext,
    keys: () => undefined,
    options: { claimForm },
  });
  assert.equal(outcome.outcome, 'claims', JSON.stringify(outcome.timing));
  assert.deepEqual(Object.fromEntries(outcome.claims), claims);
}

/** The profile of one of the fixture's functions: what is sent comes back. */
function echo(path: string, place: Place, names: readonly string[]): RestfulTechnicalProfile {
  const claims = names.map((id) => ({ id, dataType: claimsOfType[id] ?? 'string' }));
  const sendClaimsIn = place === 'query of Url' ? 'Url' : place;
  return restfulProfile({
    serviceUrl: `${host.baseUrl}/api/${path}`,
    sendClaimsIn,
    input: claims,
    output: claims,
  });
}

const functionsByPlace = {
  Body: 'body',
  Form: 'form',
  QueryString: 'query',
  Header: 'header',
} as const;

for (const [place, path] of Object.entries(functionsByPlace)) {
  for (const form of forms) {
    test(`property: claims of all data types as ${form} come back from ${place}`, async () => {
      const names = Object.keys(claimsOfType);
      const profile = echo(path, place as Place, names);
      const values = names.map((name) => [
        name,
        valuesOf(claimsOfType[name] ?? 'string', place as Place, form),
      ]);
      const claims = fc.record(Object.fromEntries(values), {
        requiredKeys: [],
        noNullPrototype: true,
      }) as fc.Arbitrary<Claims>;
      await fc.assert(
        fc.asyncProperty(claims, (sent) => roundTrip(profile, sent, form)),
        { numRuns: 60 },
      );
    });
  }
}

const placeholders = [
  { place: 'Url', path: (name: string) => `path-${name}/{${name}}` },
  { place: 'query of Url', path: (name: string) => `parameter-${name}?${name}={${name}}` },
] as const;

for (const { place, path } of placeholders) {
  for (const [name, dataType] of Object.entries(claimsOfType)) {
    test(`property: a ${dataType} in either form comes back from ${place}`, async () => {
      const profile = echo(path(name), place, [name]);
      const sent = fc.constantFrom(...forms).chain((form) =>
        valuesOf(dataType, place, form)
          .filter((value) => !hasNul(value))
          .map((value) => [value, form] as const),
      );
      await fc.assert(
        fc.asyncProperty(sent, ([value, form]) => roundTrip(profile, { [name]: value }, form)),
        { numRuns: 15 },
      );
    });
  }
}

/** A NUL is refused in a path by every host. @see facts runtime 1, Routing */
function hasNul(value: ClaimValue): boolean {
  return JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? '' : part)).includes(
    String.raw`\u0000`,
  );
}

test('property: any text is the body of ClaimUsedForRequestPayload, but a byte order mark before it', async () => {
  const profile = restfulProfile({
    serviceUrl: `${host.baseUrl}/api/payload`,
    claimUsedForRequestPayload: 'text',
    input: [{ id: 'text' }],
    output: [{ id: 'text' }],
  });
  const texts = fc.oneof(
    fc.json(),
    fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => text.isWellFormed() && !text.startsWith('\u{feff}')),
  );
  await fc.assert(
    fc.asyncProperty(texts, (text) => roundTrip(profile, { text }, 'native')),
    { numRuns: 60, examples: [['{"a":[1.0,null]}'], ['  {}\n']] },
  );
});
