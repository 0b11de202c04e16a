import assert from 'node:assert/strict';
import test from 'node:test';
import * as z from 'zod';
import { claimType } from '../../shared/claim-type.ts';
import type { RestfulProfile } from '../../shared/profile.ts';
import { jsonBody, type Sent } from '../support/invocation.ts';
import { form, profileOf, read } from '../support/read-claims.ts';

const visits = claimType({ id: 'visits', dataType: 'long' });
const body = profileOf({});
const formProfile = profileOf({ sendClaimsIn: 'Form' });
const payload = profileOf({ payloadClaim: 'name' });
const noClaims = profileOf({ input: z.object({}) });
const noFormClaims = profileOf({ input: z.object({}), sendClaimsIn: 'Form' });
const record = claimType({ id: 'record', dataType: 'objectIdentity' });
const withLong = profileOf({
  input: z.object({ visits: visits.optional(), record: record.optional() }),
});

interface ReadCase {
  readonly name: string;
  readonly profile: RestfulProfile;
  readonly sent: Sent;
  readonly claims: Readonly<Record<string, unknown>>;
}

const readable: readonly ReadCase[] = [
  {
    name: 'JSON whose type has a charset',
    profile: body,
    sent: jsonBody({ name: 'ä' }, { 'content-type': 'Application/JSON; charset="UTF-8"' }),
    claims: { name: 'ä' },
  },
  {
    name: 'JSON with a byte order mark',
    profile: body,
    sent: jsonBody('\u{feff}{"name":"ada"}'),
    claims: { name: 'ada' },
  },
  {
    name: 'a type that ends in +json',
    profile: body,
    sent: jsonBody({ name: 'ada' }, { 'content-type': 'application/vnd.club.v1+json; q=1' }),
    claims: { name: 'ada' },
  },
  {
    name: 'an empty body as no claims',
    profile: body,
    sent: { headers: { 'content-length': '0' } },
    claims: {},
  },
  { name: 'no body where no claims are sent', profile: noClaims, sent: {}, claims: {} },
  { name: '{} where no claims are sent', profile: noClaims, sent: jsonBody({}), claims: {} },
  { name: 'no form where no claims are sent', profile: noFormClaims, sent: {}, claims: {} },
  {
    name: 'all digits of a long',
    profile: withLong,
    sent: jsonBody('{"visits":9007199254740993}'),
    claims: { visits: 9007199254740993n },
  },
  {
    name: 'a bigint nowhere but in a long',
    profile: withLong,
    sent: jsonBody(
      '{"visits":9007199254740993,"record":{"visits":9007199254740994,"n":[9007199254740994]}}',
    ),
    claims: {
      visits: 9007199254740993n,
      record: { visits: 9007199254740994, n: [9007199254740994] },
    },
  },
  {
    name: 'a payload as it is',
    profile: payload,
    sent: jsonBody('{"a":[1, 2]}'),
    claims: { name: '{"a":[1, 2]}' },
  },
  {
    name: 'a payload of plain text',
    profile: payload,
    sent: { headers: { 'content-type': 'text/plain' }, body: 'ada' },
    claims: { name: 'ada' },
  },
  {
    name: 'JSON 16 deep',
    profile: body,
    sent: jsonBody(nested(15)),
    claims: { identity: JSON.parse(`${'['.repeat(15)}1${']'.repeat(15)}`) },
  },
];

for (const { name, profile, sent, claims } of readable) {
  test(`${profile.sendClaimsIn} reads ${name}`, async () => {
    assert.deepEqual(await read(profile, sent), claims);
  });
}

interface RefusedCase {
  readonly name: string;
  readonly profile: RestfulProfile;
  readonly sent: Sent;
  readonly status: number;
  readonly claim?: string;
}

const deep = `${'['.repeat(10_000)}1${']'.repeat(10_000)}`;
const big = JSON.stringify({ name: 'x'.repeat(1024 * 1024) });

/** An object in an object's claim: `lists` lists deep, below the body itself. */
function nested(lists: number): string {
  return `{"identity":${'['.repeat(lists)}1${']'.repeat(lists)}}`;
}

const refused: readonly RefusedCase[] = [
  { name: 'a body without a length', profile: body, sent: {}, status: 411 },
  { name: 'a form without a length', profile: formProfile, sent: {}, status: 411 },
  { name: 'a payload without a length', profile: payload, sent: {}, status: 411 },
  { name: 'more than a mebibyte', profile: body, sent: jsonBody(big), status: 413 },
  {
    name: 'the promise of more than a mebibyte',
    profile: body,
    sent: jsonBody({}, { 'content-length': '1048577' }),
    status: 413,
  },
  {
    name: 'more than a mebibyte that promised less',
    profile: body,
    sent: jsonBody(big, { 'content-length': '10' }),
    status: 413,
  },
  { name: 'a form as JSON', profile: body, sent: form('name=a'), status: 415 },
  { name: 'JSON as a form', profile: formProfile, sent: jsonBody({}), status: 415 },
  { name: 'a body without a type', profile: body, sent: { body: '{}' }, status: 415 },
  {
    name: 'another charset',
    profile: body,
    sent: jsonBody({}, { 'content-type': 'application/json; charset=utf-16' }),
    status: 415,
  },
  {
    name: 'a type that only begins right',
    profile: body,
    sent: jsonBody({}, { 'content-type': 'application/jsonp' }),
    status: 415,
  },
  { name: 'broken JSON', profile: body, sent: jsonBody('{"name":'), status: 400 },
  { name: 'a list', profile: body, sent: jsonBody([]), status: 400 },
  { name: 'a bare text', profile: body, sent: jsonBody('"ada"'), status: 400 },
  { name: 'null', profile: body, sent: jsonBody('null'), status: 400 },
  {
    name: 'bytes that are no UTF-8',
    profile: body,
    sent: { ...jsonBody(''), body: Buffer.from('{"name":"\xff"}', 'latin1') },
    status: 400,
  },
  {
    name: 'half a character',
    profile: body,
    sent: jsonBody('{"name":"\\ud83d"}'),
    status: 400,
    claim: 'name',
  },
  {
    name: 'half a character in a property that nobody reads',
    profile: body,
    sent: jsonBody('{"stranger":["\\udc00"]}'),
    status: 400,
  },
  { name: '__proto__', profile: body, sent: jsonBody('{"__proto__":{"name":"a"}}'), status: 400 },
  {
    name: '__proto__ in a form',
    profile: formProfile,
    sent: form('name=a&__proto__=b'),
    status: 400,
  },
  {
    name: '__proto__ in a form, encoded',
    profile: formProfile,
    sent: form('%5F_proto__=b'),
    status: 400,
  },
  {
    name: 'a constructor with a prototype',
    profile: body,
    sent: jsonBody('{"constructor":{"prototype":{"name":"a"}}}'),
    status: 400,
  },
  {
    name: '__proto__ inside a claim',
    profile: body,
    sent: jsonBody('{"identity":[{"a":{"__proto__":1}}]}'),
    status: 400,
    claim: 'identity',
  },
  { name: 'JSON 10,000 deep', profile: body, sent: jsonBody(deep), status: 400 },
  {
    name: 'a claim 10,000 deep',
    profile: body,
    sent: jsonBody(`{"identity":${deep}}`),
    status: 400,
    claim: 'identity',
  },
  {
    name: 'a claim 10,000 deep beside many digits',
    profile: withLong,
    sent: jsonBody(`{"visits":12345678901234567890,"x":${deep}}`),
    status: 400,
  },
  {
    name: 'a claim 17 deep with its object',
    profile: body,
    sent: jsonBody(nested(16)),
    status: 400,
    claim: 'identity',
  },
  ...['__proto__', 'constructor', 'prototype'].flatMap((key): RefusedCase[] => [
    { name: `a lone "${key}"`, profile: body, sent: jsonBody(`{"${key}":1}`), status: 400 },
    {
      name: `"${key}" inside a claim`,
      profile: body,
      sent: jsonBody(`{"identity":{"${key}":1}}`),
      status: 400,
      claim: 'identity',
    },
  ]),
];

for (const { name, profile, sent, status, claim } of refused) {
  test(`${profile.sendClaimsIn} refuses ${name} with ${status}`, async () => {
    const expected = status === 400 ? { status, claim } : { status };
    await assert.rejects(read(profile, sent), expected);
  });
}

test('the process lives on after a prototype has been attacked', async () => {
  await assert.rejects(read(body, jsonBody('{"__proto__":{"polluted":true}}')));
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});
