import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import * as z from 'zod';
import { claimType } from '../../shared/claim-type.ts';
import type { RestfulProfile } from '../../shared/profile.ts';
import { claimReader } from '../../shared/request.ts';
import { jsonBody, type Sent, toRequest } from '../support/invocation.ts';
import { form, profileOf, read } from '../support/read-claims.ts';

const name = claimType({ id: 'name', dataType: 'string' });

const url = profileOf({
  sendClaimsIn: 'Url',
  http: { methods: ['GET'], route: 'members/{name}/{{x}}/{*other}', authLevel: 'anonymous' },
  urlQuery: { q: 'identity' },
});

function query(text: string): Sent {
  return { method: 'GET', url: `http://localhost/api/test${text}` };
}

const body = profileOf({});
const formProfile = profileOf({ sendClaimsIn: 'Form' });
const queryProfile = profileOf({ sendClaimsIn: 'QueryString' });
const headerProfile = profileOf({ sendClaimsIn: 'Header' });
const payload = profileOf({ payloadClaim: 'name' });

interface ReadCase {
  readonly name: string;
  readonly profile: RestfulProfile;
  readonly sent: Sent;
  readonly claims: Readonly<Record<string, unknown>>;
}

const readable: readonly ReadCase[] = [
  { name: 'JSON', profile: body, sent: jsonBody({ name: 'ada' }), claims: { name: 'ada' } },
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
  {
    name: 'empty pairs as nothing',
    profile: queryProfile,
    sent: query('?&&name=a&&other=b&'),
    claims: { name: 'a', other: 'b' },
  },
  {
    name: 'a claim without a placeholder as absent',
    profile: { ...url, urlQuery: {} },
    sent: { ...query('?=evil&q=evil'), params: { name: 'a' } },
    claims: { name: 'a' },
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

const refused: readonly RefusedCase[] = [
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

interface FaultCase {
  readonly name: string;
  readonly profile: RestfulProfile;
  readonly sent: Sent;
}

const partly: readonly FaultCase[] = [
  {
    name: 'a repeated name',
    profile: formProfile,
    sent: form('other=b&name=a&name=c&identity=%7B%7D'),
  },
  {
    name: 'an earlier half of an escape',
    profile: formProfile,
    sent: form('stranger=%C3&other=b&name=a&identity=%7B%7D'),
  },
  {
    name: 'half a character in a stranger',
    profile: body,
    sent: jsonBody('{"stranger":"\\ud83d","other":"b","name":"a","identity":"{}"}'),
  },
  {
    name: 'a stranger that is too deep',
    profile: body,
    sent: jsonBody(
      `{"other":"b","name":"a","identity":"{}","stranger":${'['.repeat(99)}${']'.repeat(99)}}`,
    ),
  },
];

for (const { name, profile, sent } of partly) {
  test(`${profile.sendClaimsIn} with ${name} is a fault, and the other claims are read all the same`, async () => {
    const { claims, fault } = await claimReader(profile)(toRequest(sent));
    assert.deepEqual(claims, { name: 'a', other: 'b', identity: '{}' });
    assert.equal(fault?.status, 400);
  });
}

test('a claim that is harmful is not among those that are read', async () => {
  const sent = jsonBody('{"name":"\\ud83d","other":"b","identity":{"__proto__":1}}');
  assert.deepEqual((await claimReader(body)(toRequest(sent))).claims, { other: 'b' });
});

const harms = [
  { body: '{"name":"\\ud83d"}', says: /half a character/ },
  { body: '{"stranger":{"a":{"__proto__":1}}}', says: /reaches prototypes/ },
  { body: `{"stranger":${'['.repeat(40)}${']'.repeat(40)}}`, says: /nests deeper than 16/ },
];
for (const { body: json, says } of harms) {
  test(`what is wrong with JSON is said: ${says}`, async () => {
    const { fault } = await claimReader(body)(toRequest(jsonBody(json)));
    assert.match(fault?.message ?? '', says);
  });
}

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
