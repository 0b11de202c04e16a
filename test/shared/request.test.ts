import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import * as z from 'zod';
import { claimType } from '../../shared/claim-type.ts';
import type { RestfulProfile } from '../../shared/profile.ts';
import { claimReader } from '../../shared/request.ts';
import { jsonBody, type Sent, toRequest } from '../support/invocation.ts';

const name = claimType({ id: 'name', dataType: 'string' });
const visits = claimType({ id: 'visits', dataType: 'long' });
const identity = claimType({ id: 'identity', dataType: 'userIdentity' });

function profileOf(changes: Partial<RestfulProfile>): RestfulProfile {
  return {
    id: 'REST-Test',
    http: { methods: ['POST'], route: 'test', authLevel: 'anonymous' },
    sendClaimsIn: 'Body',
    resolveJsonPaths: false,
    authentication: { type: 'None' },
    validation: 'observe',
    input: z.object({
      name: name.optional(),
      other: name.optional(),
      identity: identity.optional(),
    }),
    output: z.object({}),
    ...changes,
  };
}

const url = profileOf({
  sendClaimsIn: 'Url',
  http: { methods: ['GET'], route: 'members/{name}/{{x}}/{*other}', authLevel: 'anonymous' },
  urlQuery: { q: 'identity' },
});

async function read(profile: RestfulProfile, sent: Sent): Promise<Record<string, unknown>> {
  return claimReader(profile)(toRequest(sent));
}

function form(body: string | Uint8Array, contentType = 'application/x-www-form-urlencoded'): Sent {
  return { headers: { 'content-type': contentType }, body };
}

function query(text: string): Sent {
  return { method: 'GET', url: `http://localhost/api/test${text}` };
}

const body = profileOf({});
const formProfile = profileOf({ sendClaimsIn: 'Form' });
const queryProfile = profileOf({ sendClaimsIn: 'QueryString' });
const headerProfile = profileOf({ sendClaimsIn: 'Header' });
const payload = profileOf({ payloadClaim: 'name' });
const noClaims = profileOf({ input: z.object({}) });
const noFormClaims = profileOf({ input: z.object({}), sendClaimsIn: 'Form' });
const withLong = profileOf({ input: z.object({ visits: visits.optional() }) });

interface ReadCase {
  readonly name: string;
  readonly profile: RestfulProfile;
  readonly sent: Sent;
  readonly claims: Readonly<Record<string, unknown>>;
}

const readable: readonly ReadCase[] = [
  { name: 'JSON', profile: body, sent: jsonBody({ name: 'ada' }), claims: { name: 'ada' } },
  {
    name: 'JSON with a byte order mark',
    profile: body,
    sent: jsonBody('\u{feff}{"name":"ada"}'),
    claims: { name: 'ada' },
  },
  {
    name: 'JSON whose type has a charset',
    profile: body,
    sent: jsonBody({ name: 'ä' }, { 'content-type': 'Application/JSON; charset="UTF-8"' }),
    claims: { name: 'ä' },
  },
  {
    name: 'a type that ends in +json',
    profile: body,
    sent: jsonBody({ name: 'ada' }, { 'content-type': 'application/vnd.club.v1+json; q=1' }),
    claims: { name: 'ada' },
  },
  {
    name: 'null, an empty text and an unknown property as nothing',
    profile: body,
    sent: jsonBody({ name: null, other: '', stranger: [{ a: 1 }] }),
    claims: {},
  },
  {
    name: 'an own property only',
    profile: profileOf({ input: z.object({ toString: name.optional() }) }),
    sent: jsonBody({}),
    claims: {},
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
    name: 'a form with spaces, a plus and UTF-8',
    profile: formProfile,
    sent: form('name=a+b%2Bc&other=%C3%A4%3D=1&stranger=1'),
    claims: { name: 'a b+c', other: 'ä==1' },
  },
  { name: 'a name without a value', profile: formProfile, sent: form('name'), claims: {} },
  {
    name: 'a query',
    profile: queryProfile,
    sent: query('?name=a%20b&other=%2B1&code=key'),
    claims: { name: 'a b', other: '+1' },
  },
  { name: 'no query', profile: queryProfile, sent: query(''), claims: {} },
  {
    name: 'headers in any case',
    profile: headerProfile,
    sent: { method: 'GET', headers: { NAME: 'ada', Other: 'b' } },
    claims: { name: 'ada', other: 'b' },
  },
  {
    name: 'a name that no header can have as absent',
    profile: profileOf({ sendClaimsIn: 'Header', input: z.object({ 'a name': name.optional() }) }),
    sent: { method: 'GET' },
    claims: {},
  },
  {
    name: 'placeholders of path and query',
    profile: url,
    sent: { ...query('?q=%7B%7D&x=1'), params: { name: 'a%2Fb', other: 'c/d', x: 'literal' } },
    claims: { name: 'a/b', other: 'c/d', identity: '{}' },
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
    name: 'a repeated name',
    profile: formProfile,
    sent: form('name=a&name=b'),
    status: 400,
    claim: 'name',
  },
  {
    name: 'a repeated name in another spelling',
    profile: formProfile,
    sent: form('name=a&%6eame=b'),
    status: 400,
    claim: 'name',
  },
  { name: 'a repeated stranger', profile: formProfile, sent: form('x=a&x=b'), status: 400 },
  {
    name: 'half an escape',
    profile: formProfile,
    sent: form('name=%C3'),
    status: 400,
    claim: 'name',
  },
  {
    name: 'an escaped surrogate',
    profile: formProfile,
    sent: form('name=%ED%A0%80'),
    status: 400,
    claim: 'name',
  },
  {
    name: 'a form that is no UTF-8',
    profile: formProfile,
    sent: form(Buffer.from([0x6e, 0x3d, 0xff])),
    status: 400,
  },
  {
    name: 'a repeated name',
    profile: queryProfile,
    sent: query('?name=a&name=b'),
    status: 400,
    claim: 'name',
  },
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

const text = fc.string({ unit: 'binary', minLength: 1 });
const headerText = fc.stringMatching(/^[!-~](?:[ -~]*[!-~])?$/);
const pathText = text.filter((value) => !/%2f/i.test(value) && value !== '.' && value !== '..');

const places: readonly {
  readonly profile: RestfulProfile;
  readonly texts: fc.Arbitrary<string>;
  readonly send: (value: string) => Sent;
}[] = [
  { profile: body, texts: text, send: (value) => jsonBody({ name: value }) },
  { profile: payload, texts: text, send: (value) => jsonBody(value) },
  {
    profile: formProfile,
    texts: text,
    send: (value) => form(new URLSearchParams({ name: value }).toString()),
  },
  {
    profile: queryProfile,
    texts: text,
    send: (value) => query(`?name=${encodeURIComponent(value)}`),
  },
  {
    profile: headerProfile,
    texts: headerText,
    send: (value) => ({ method: 'GET', headers: { name: value } }),
  },
  {
    profile: url,
    texts: pathText,
    // what the Functions host makes of the percent-encoded placeholder
    send: (value) => ({ ...query(''), params: { name: value.replaceAll('/', '%2F') } }),
  },
];

for (const { profile, texts, send } of places) {
  const place = profile.payloadClaim === undefined ? profile.sendClaimsIn : 'a payload';
  test(`any text comes through ${place} as it was`, async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (value) => {
        assert.deepEqual(await read(profile, send(value)), { name: value });
      }),
    );
  });
}
