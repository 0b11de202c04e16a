import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import { type EncodeOptions, encodeDefaults, encodeRequest } from '../../caller/encode.ts';
import {
  claimsBag,
  journeyContext,
  type ProfileParts,
  restfulProfile,
} from '../support/restful-profile.ts';

interface Case {
  readonly name: string;
  readonly profile: ProfileParts;
  readonly claims?: Readonly<Record<string, ClaimValue>>;
  readonly options?: Partial<EncodeOptions>;
  readonly request: Readonly<{ line: string; headers?: Record<string, string>; body?: string }>;
}

const at = 'https://api.example.com/check';
const post = `POST ${at}`;
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const member = { id: 'memberNumber' };
const roles = { id: 'roles', dataType: 'stringCollection' } as const;
const identity = { signInType: 'federated', issuer: 'club', issuerAssignedId: '7' };

const everyType = [
  { id: 'text' },
  { id: 'flag', dataType: 'boolean' },
  { id: 'count', dataType: 'int' },
  { id: 'total', dataType: 'long' },
  { id: 'born', dataType: 'date' },
  { id: 'since', dataType: 'dateTime' },
  { id: 'term', dataType: 'duration' },
  { id: 'phone', dataType: 'phoneNumber' },
  roles,
  { id: 'who', dataType: 'userIdentity' },
] as const;
const everyValue = {
  text: 'ada',
  flag: true,
  count: -7,
  total: 9007199254740993n,
  born: '1990-02-28',
  since: new Date('2031-05-04T10:20:30.5Z'),
  term: 'P30D',
  phone: '+14255550123',
  roles: ['oar', 'cox'],
  who: identity,
};

const cases: Case[] = [
  {
    name: 'Body is one flat JSON object with JSON types',
    profile: { input: everyType },
    claims: everyValue,
    request: {
      line: post,
      headers: json,
      body:
        '{"text":"ada","flag":true,"count":-7,"total":9007199254740993,"born":"1990-02-28",' +
        '"since":"2031-05-04T10:20:30.500Z","term":"P30D","phone":"+14255550123",' +
        '"roles":["oar","cox"],"who":{"signInType":"federated","issuer":"club","issuerAssignedId":"7"}}',
    },
  },
  {
    name: 'Body as text quotes every value as .NET would write it',
    profile: { input: everyType },
    claims: everyValue,
    options: { claimForm: 'text' },
    request: {
      line: post,
      headers: json,
      body:
        '{"text":"ada","flag":"True","count":"-7","total":"9007199254740993",' +
        '"born":"1990-02-28T00:00:00","since":"2031-05-04T10:20:30.5000000Z","term":"P30D",' +
        '"phone":"+14255550123","roles":"oar,cox",' +
        '"who":"{\\"signInType\\":\\"federated\\",\\"issuer\\":\\"club\\",\\"issuerAssignedId\\":\\"7\\"}"}',
    },
  },
  {
    name: 'absent, null and empty claims are left out',
    profile: { input: [{ id: 'a' }, { id: 'b' }, { id: 'c' }, roles, { id: 'd' }] },
    claims: { b: null, c: '', roles: [], d: '0' },
    request: { line: post, headers: json, body: '{"d":"0"}' },
  },
  {
    name: 'false and 0 are values',
    profile: {
      input: [
        { id: 'flag', dataType: 'boolean' },
        { id: 'count', dataType: 'int' },
      ],
    },
    claims: { flag: false, count: 0 },
    request: { line: post, headers: json, body: '{"flag":false,"count":0}' },
  },
  {
    name: 'claim ids are found without regard to case, wire names keep theirs',
    profile: { input: [{ id: 'surName', partnerClaimType: 'Family.Name' }] },
    claims: { surname: 'Lovelace' },
    request: { line: post, headers: json, body: '{"Family.Name":"Lovelace"}' },
  },
  {
    name: 'two claims with one wire name send the one that has a value',
    profile: {
      input: [
        { id: 'signInName', partnerClaimType: 'email' },
        { id: 'mail', partnerClaimType: 'email' },
      ],
    },
    claims: { signInName: 'ada@example.com' },
    request: { line: post, headers: json, body: '{"email":"ada@example.com"}' },
  },
  {
    name: 'a wire name and a value with quotes stay inside their JSON strings',
    profile: { input: [{ id: 'a', partnerClaimType: '"__proto__' }] },
    claims: { a: '"},{"' },
    request: { line: post, headers: json, body: '{"\\"__proto__":"\\"},{\\""}' },
  },
  {
    name: 'half a surrogate pair becomes a replacement character',
    profile: { input: [member] },
    claims: { memberNumber: 'a\ud800b' },
    request: { line: post, headers: json, body: '{"memberNumber":"a\ufffdb"}' },
  },
  {
    name: 'Body without a claim sends an empty object',
    profile: { input: [member] },
    request: { line: post, headers: json, body: '{}' },
  },
  {
    name: 'Body without a claim sends nothing where that is chosen',
    profile: {},
    options: { emptyBody: '', jsonContentType: 'application/json; charset=utf-8' },
    request: {
      line: post,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '',
    },
  },
  {
    name: 'ClaimUsedForRequestPayload sends the text as it is, and nothing else',
    profile: { input: [member, { id: 'payload' }], claimUsedForRequestPayload: 'Payload' },
    claims: { memberNumber: 'CC-000001', payload: '{"members":[{"name":"ada"}]}\n' },
    request: { line: post, headers: json, body: '{"members":[{"name":"ada"}]}\n' },
  },
  {
    name: 'ClaimUsedForRequestPayload without a value sends an empty body',
    profile: { input: [member, { id: 'payload' }], claimUsedForRequestPayload: 'payload' },
    claims: { memberNumber: 'CC-000001' },
    request: { line: post, headers: json, body: '' },
  },
  {
    name: 'Form encodes names and values',
    profile: {
      sendClaimsIn: 'Form',
      input: [
        { id: 'phone', dataType: 'phoneNumber' },
        { id: 'flag', dataType: 'boolean' },
        { id: 'text', partnerClaimType: 'a b' },
      ],
    },
    claims: { phone: '+1 425', flag: true, text: 'x&y=ü' },
    request: { line: post, headers: form, body: 'phone=%2B1+425&flag=true&a+b=x%26y%3D%C3%BC' },
  },
  {
    name: 'Form without a claim has an empty body',
    profile: { sendClaimsIn: 'Form' },
    request: { line: post, headers: form, body: '' },
  },
  {
    name: 'QueryString encodes names and values',
    profile: {
      sendClaimsIn: 'QueryString',
      input: [{ id: 'text', partnerClaimType: 'a b' }, roles],
    },
    claims: { text: '?&=#+ ü', roles: ['cox'] },
    request: { line: `GET ${at}?a%20b=%3F%26%3D%23%2B%20%C3%BC&roles=cox` },
  },
  {
    name: 'QueryString joins a query that is there already',
    profile: {
      sendClaimsIn: 'QueryString',
      serviceUrl: `${at}?v=1`,
      input: [member],
    },
    claims: { memberNumber: 'CC-000001' },
    request: { line: `GET ${at}?v=1&memberNumber=CC-000001` },
  },
  {
    name: 'QueryString without a claim leaves the URL alone',
    profile: { sendClaimsIn: 'QueryString', serviceUrl: `${at}?v=1`, input: [member] },
    request: { line: `GET ${at}?v=1` },
  },
  {
    name: 'Url fills placeholders of path and query, by wire name or claim id, and sends no other claim',
    profile: {
      sendClaimsIn: 'Url',
      serviceUrl: 'https://api.example.com/members/{oid}/roles?since={SINCE}&text={text}',
      input: [
        { id: 'objectId', partnerClaimType: 'oid' },
        { id: 'since', dataType: 'dateTime' },
        { id: 'text', partnerClaimType: 'other' },
        { id: 'unused' },
      ],
    },
    claims: { objectId: 'a/b?c#d%', since: everyValue.since, text: 'x&y', unused: 'z' },
    request: {
      line: 'GET https://api.example.com/members/a%2Fb%3Fc%23d%25/roles?since=2031-05-04T10%3A20%3A30.500Z&text=x%26y',
    },
  },
  {
    name: 'Url leaves nothing of a claim without a value, and a placeholder of no claim as it is',
    profile: {
      sendClaimsIn: 'Url',
      serviceUrl: 'https://api.example.com/members/{objectId}?x={unknown}',
      input: [{ id: 'objectId' }],
    },
    request: { line: 'GET https://api.example.com/members/?x={unknown}' },
  },
  {
    name: 'Header puts each claim under its wire name',
    profile: {
      sendClaimsIn: 'Header',
      input: [{ id: 'language', partnerClaimType: 'Ui-Locale' }, roles],
    },
    claims: { language: 'en-US', roles: ['cox'] },
    request: { line: `GET ${at}`, headers: { 'Ui-Locale': 'en-US', roles: 'cox' } },
  },
];

for (const { name, profile, claims, options, request } of cases) {
  test(`encodeRequest: ${name}`, () => {
    const source = {
      profile: restfulProfile(profile),
      claims: claimsBag(claims),
      context: journeyContext,
    };
    const { method, url, headers, body } = encodeRequest(source, { ...encodeDefaults, ...options });
    const actual = { line: `${method} ${url.href}`, headers: Object.fromEntries(headers), body };
    assert.deepEqual(actual, { headers: {}, body: undefined, ...request });
  });
}

const notSent = [
  {
    name: 'a header value with a line break',
    profile: { sendClaimsIn: 'Header', input: [member] },
    claims: { memberNumber: 'a\r\nX-Admin: 1' },
    reason: 'header-not-possible',
  },
  {
    name: 'a header value outside ASCII',
    profile: { sendClaimsIn: 'Header', input: [member] },
    claims: { memberNumber: 'ü' },
    reason: 'header-not-possible',
  },
  {
    name: 'a wire name that is no header name',
    profile: { sendClaimsIn: 'Header', input: [{ id: 'a', partnerClaimType: 'a b' }] },
    claims: { a: '1' },
    reason: 'header-not-possible',
  },
  {
    name: 'a wire name that steers the connection',
    profile: {
      sendClaimsIn: 'Header',
      input: [{ id: 'a', partnerClaimType: 'Transfer-Encoding' }],
    },
    claims: { a: 'chunked' },
    reason: 'header-not-possible',
  },
  {
    name: 'a placeholder in the host name',
    profile: {
      sendClaimsIn: 'Url',
      serviceUrl: 'https://{memberNumber}.example.com/',
      input: [member],
    },
    claims: { memberNumber: 'evil' },
    reason: 'service-url-unusable',
  },
  {
    name: 'a ServiceUrl of another scheme',
    profile: { serviceUrl: 'file:///etc/passwd' },
    claims: {},
    reason: 'service-url-unusable',
  },
] as const;

for (const { name, profile, claims, reason } of notSent) {
  test(`encodeRequest refuses ${name}, without quoting the value`, () => {
    const source = {
      profile: restfulProfile(profile),
      claims: claimsBag(claims),
      context: journeyContext,
    };
    assert.throws(
      () => encodeRequest(source),
      (error: Error & { reason?: string }) =>
        error.reason === reason &&
        Object.values(claims).every((value) => !error.message.includes(value)),
    );
  });
}

test('the bearer claim is sent like any other, or left out', () => {
  const profile = restfulProfile({
    authentication: { type: 'BearerClaim', claim: 'BearerToken' },
    input: [member, { id: 'bearerToken' }],
  });
  const claims = claimsBag({ memberNumber: 'CC-000001', bearerToken: 'ey' });
  const source = { profile, claims, context: journeyContext };
  assert.equal(encodeRequest(source).body, '{"memberNumber":"CC-000001","bearerToken":"ey"}');
  const omitted = encodeRequest(source, { ...encodeDefaults, bearerClaim: 'omitted' });
  assert.equal(omitted.body, '{"memberNumber":"CC-000001"}');
});

const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });

test('property: no claim breaks out of a placeholder', async () => {
  const serviceUrl = 'https://api.example.com/members/{a}/roles?x={b}&y=1';
  const profile = restfulProfile({
    sendClaimsIn: 'Url',
    serviceUrl,
    input: [{ id: 'a' }, { id: 'b' }],
  });
  const isNoDotSegment = (text: string) => !/^\.{1,2}$/.test(text); // every URL parser resolves these
  await fc.assert(
    fc.property(anyText.filter(isNoDotSegment), anyText, (a, b) => {
      const { url } = encodeRequest({
        profile,
        claims: claimsBag({ a, b }),
        context: journeyContext,
      });
      const segments = url.pathname.split('/').map(decodeURIComponent);
      assert.deepEqual(segments, ['', 'members', a.toWellFormed(), 'roles']);
      assert.deepEqual(
        [...url.searchParams],
        [
          ['x', b.toWellFormed()],
          ['y', '1'],
        ],
      );
      assert.equal(url.host, 'api.example.com');
      assert.equal(url.hash, '');
    }),
  );
});

test('property: no claim breaks out of a query, a form or a JSON body', async () => {
  const input = [{ id: 'a' }, { id: 'b', partnerClaimType: 'b&c=' }];
  await fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      const claims = claimsBag({ a, b });
      const encode = (sendClaimsIn: 'QueryString' | 'Form' | 'Body') =>
        encodeRequest({
          profile: restfulProfile({ sendClaimsIn, input }),
          claims,
          context: journeyContext,
        });
      const pairs = [
        ['a', a.toWellFormed()],
        ['b&c=', b.toWellFormed()],
      ];
      assert.deepEqual([...encode('QueryString').url.searchParams], pairs);
      assert.deepEqual([...new URLSearchParams(encode('Form').body)], pairs);
      assert.deepEqual(Object.entries(JSON.parse(encode('Body').body ?? '')), pairs);
    }),
  );
});
