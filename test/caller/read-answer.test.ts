import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import type { CallOutcome } from '../../caller/outcome.ts';
import { readAnswer } from '../../caller/read-answer.ts';
import type { ClaimParts, ProfileParts } from '../support/restful-profile.ts';
import { restfulProfile } from '../support/restful-profile.ts';

const timing = { tries: 1, durationMs: 1 };

function read(parts: ProfileParts, status: number, body: unknown): CallOutcome {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readAnswer(restfulProfile(parts), { status, body: text }, timing);
}

interface ClaimsCase {
  readonly name: string;
  readonly output: readonly ClaimParts[];
  readonly resolveJsonPaths?: boolean;
  readonly status?: number;
  readonly body: unknown;
  readonly claims: Readonly<Record<string, ClaimValue>>;
}

const tier = { id: 'membershipTier', partnerClaimType: 'tier' };
const total = { id: 'total', dataType: 'long' } as const;
const nested = {
  account: { emails: [{ address: 'a@example.com' }], 'handle~': { x: 1 } },
  'account.id': 'flat',
  emails: ['zero'],
};

const successes: ClaimsCase[] = [
  {
    name: 'a property is read under its wire name',
    output: [tier],
    body: { tier: 'oar' },
    claims: { membershipTier: 'oar' },
  },
  {
    name: 'other properties and an envelope are ignored',
    output: [tier],
    body: { version: '1', membershipTier: 'x' },
    claims: {},
  },
  { name: 'wire names are case-sensitive', output: [tier], body: { Tier: 'oar' }, claims: {} },
  {
    name: 'inherited properties are none',
    output: [{ id: 'toString' }, { id: '__proto__' }],
    body: {},
    claims: {},
  },
  {
    name: 'an own __proto__ is a property',
    output: [{ id: '__proto__' }],
    body: '{"__proto__":"a"}',
    claims: { ['__proto__']: 'a' },
  },
  {
    name: 'DefaultValue stands in for a missing property',
    output: [{ ...tier, defaultValue: 'cox' }],
    body: {},
    claims: { membershipTier: 'cox' },
  },
  {
    name: 'DefaultValue is converted',
    output: [{ ...total, defaultValue: '12' }],
    body: {},
    claims: { total: 12n },
  },
  {
    name: 'a property wins over DefaultValue',
    output: [{ ...tier, defaultValue: 'cox' }],
    body: { tier: 'oar' },
    claims: { membershipTier: 'oar' },
  },
  {
    name: 'AlwaysUseDefaultValue wins over the property',
    output: [{ ...tier, defaultValue: 'cox', alwaysUseDefaultValue: true }],
    body: { tier: 7 },
    claims: { membershipTier: 'cox' },
  },
  {
    name: 'an empty DefaultValue makes an empty claim',
    output: [{ ...tier, defaultValue: '' }],
    body: {},
    claims: { membershipTier: null },
  },
  {
    name: 'null makes an empty claim, not the default',
    output: [{ ...tier, defaultValue: 'cox' }],
    body: { tier: null },
    claims: { membershipTier: null },
  },
  {
    name: 'a long keeps its digits',
    output: [total],
    body: '{"total":9223372036854775807}',
    claims: { total: 9223372036854775807n },
  },
  { name: 'an empty body has no claims', output: [tier], body: '', claims: {} },
  { name: 'a byte of space is an empty body', output: [], body: '\n', claims: {} },
  {
    name: 'words are no fault where no claim is expected',
    output: [],
    status: 202,
    body: 'Accepted',
    claims: {},
  },
  {
    name: 'words are no fault where only constants are expected',
    output: [{ ...tier, defaultValue: 'cox', alwaysUseDefaultValue: true }],
    body: '<p>',
    claims: { membershipTier: 'cox' },
  },
  { name: '204 is a success', output: [tier], status: 204, body: '', claims: {} },
  {
    name: 'an error body under 200 is a success',
    output: [tier],
    body: { version: '1.0.0', status: 409, userMessage: 'No.' },
    claims: {},
  },
  {
    name: 'two claims may read one property',
    output: [tier, { id: 'other', partnerClaimType: 'tier' }],
    body: { tier: 'oar' },
    claims: { membershipTier: 'oar', other: 'oar' },
  },
  {
    name: 'a path without the metadata is a name',
    output: [{ id: 'a', partnerClaimType: 'account.id' }],
    body: nested,
    claims: { a: 'flat' },
  },
  {
    name: 'a path reads names and bracketed indexes',
    output: [{ id: 'a', partnerClaimType: 'account.emails[0].address' }],
    resolveJsonPaths: true,
    body: nested,
    claims: { a: 'a@example.com' },
  },
  {
    name: 'a path reads odd names',
    output: [{ id: 'a', dataType: 'int', partnerClaimType: 'account.handle~.x' }],
    resolveJsonPaths: true,
    body: nested,
    claims: { a: 1 },
  },
  {
    name: 'an index after a dot finds nothing',
    output: [{ id: 'a', partnerClaimType: 'emails.0' }],
    resolveJsonPaths: true,
    body: nested,
    claims: {},
  },
  {
    name: 'a path that leads nowhere finds nothing',
    output: [{ id: 'a', partnerClaimType: 'account.emails[7].address.x' }],
    resolveJsonPaths: true,
    body: nested,
    claims: {},
  },
  {
    name: 'a path never reaches a prototype',
    output: [{ id: 'a', partnerClaimType: 'account.constructor.name' }],
    resolveJsonPaths: true,
    body: nested,
    claims: {},
  },
];

for (const { name, output, resolveJsonPaths = false, status = 200, body, claims } of successes) {
  test(`readAnswer: ${name}`, () => {
    const outcome = read({ output, resolveJsonPaths }, status, body);
    assert.equal(outcome.outcome, 'claims');
    assert.deepEqual(outcome.outcome === 'claims' && [...outcome.claims], Object.entries(claims));
  });
}

test('readAnswer remarks on what B2C may read otherwise', () => {
  const outcome = read({ output: [tier] }, 200, { tier: null });
  assert.ok(outcome.outcome === 'claims');
  assert.deepEqual(
    outcome.remarks.map((remark) => remark.about),
    ['tier'],
  );
});

const mismatches = [
  {
    name: 'a single string for a stringCollection',
    claim: { id: 'roles', dataType: 'stringCollection' },
    body: { roles: 'cox' },
    found: 'string',
  },
  {
    name: 'a fraction for an int',
    claim: { id: 'count', dataType: 'int' },
    body: { count: 1.5 },
    found: 'number',
  },
  {
    name: 'an object for a dateTime',
    claim: { id: 'since', dataType: 'dateTime' },
    body: { since: {} },
    found: 'object',
  },
  {
    name: 'a DefaultValue that is no boolean',
    claim: { id: 'flag', dataType: 'boolean', defaultValue: 'on' },
    body: {},
    found: 'DefaultValue',
  },
] as const;

for (const { name, claim, body, found } of mismatches) {
  test(`readAnswer ends the journey on ${name}, without quoting it`, () => {
    const outcome = read({ output: [claim] }, 200, body);
    assert.ok(outcome.outcome === 'type-mismatch');
    assert.deepEqual(
      [outcome.claim, outcome.dataType, outcome.found],
      [claim.id, claim.dataType, found],
    );
    assert.ok(!JSON.stringify(outcome).includes('cox'));
  });
}

const error = { version: '1.0.0', status: 409, userMessage: 'We cannot find that number.' };
const more = {
  code: 'MEMBER_UNKNOWN',
  requestId: 'r1',
  developerMessage: 'row 7',
  moreInfo: 'https://x',
};
const basic = { type: 'Basic', username: 'U', password: 'P' } as const;
const certificate = { type: 'ClientCertificate', certificate: 'C' } as const;

const refusals = [
  { name: '409 with the three fields', status: 409, body: error, remarks: [] },
  { name: 'another 4xx', status: 404, body: error, remarks: ['HTTP status'] },
  {
    name: 'another status in the body',
    status: 409,
    body: { ...error, status: 400 },
    remarks: ['status'],
  },
  {
    name: '401 where nobody asked for credentials',
    status: 401,
    body: error,
    remarks: ['HTTP status'],
  },
] as const;

for (const { name, status, body, remarks } of refusals) {
  test(`readAnswer shows the user message of ${name}`, () => {
    const outcome = read({}, status, body);
    assert.ok(outcome.outcome === 'error');
    assert.equal(outcome.shown.onPage, error.userMessage);
    assert.equal(outcome.aadb2cCode, 'AADB2C90075');
    assert.match(outcome.shown.atStep.description, /^AADB2C90075: .*We cannot find that number\.$/);
    assert.deepEqual(
      outcome.remarks.map((remark) => remark.about),
      remarks,
    );
  });
}

test('readAnswer keeps the details of an error body, and shows them in DebugMode only', () => {
  const quiet = read({}, 409, { ...error, ...more, code: 'MEMBER_UNKNOWN', other: 1 });
  assert.ok(quiet.outcome === 'error');
  assert.equal(quiet.shown.onPage, error.userMessage);
  assert.deepEqual(
    [quiet.code, quiet.requestId, quiet.moreInfo],
    ['MEMBER_UNKNOWN', 'r1', 'https://x'],
  );
  const loud = read({ metadata: { DebugMode: 'True' } }, 409, { ...error, ...more, requestId: 7 });
  assert.ok(loud.outcome === 'error');
  assert.equal(
    loud.shown.onPage,
    `${error.userMessage}\nerrorCode: MEMBER_UNKNOWN\ndeveloperMessage: row 7\nmoreInfo: https://x`,
  );
});

const metadata = { DefaultUserMessageIfRequestFailed: 'Try again later.' };
const fallback = 'Unable to validate the information provided.';
const serviceUrl = 'https://api.example.com/check?code=key';
const builtIn = 'Failed to connect to the REST endpoint. URL: https://api.example.com/check?code=…';
const unusable = 'error-body-unreadable';

const failures = [
  {
    name: '409 without userMessage',
    status: 409,
    body: { version: '1', status: 409 },
    reason: unusable,
    code: '90075',
    page: fallback,
  },
  {
    name: '409 with an empty userMessage',
    status: 409,
    body: { ...error, userMessage: '' },
    reason: unusable,
    code: '90075',
    page: fallback,
  },
  {
    name: '409 without version',
    status: 409,
    body: { ...error, version: undefined },
    reason: unusable,
    code: '90075',
    page: fallback,
  },
  {
    name: '409 with status as text',
    status: 409,
    body: { ...error, status: '409' },
    reason: unusable,
    code: '90075',
    page: fallback,
  },
  {
    name: '400 without a body',
    status: 400,
    body: '',
    reason: unusable,
    code: '90075',
    page: fallback,
  },
  {
    name: '400 with HTML',
    status: 400,
    body: '<h1>Bad Request</h1>',
    reason: unusable,
    code: '90261',
    page: fallback,
  },
  {
    name: '400 with HTML and a default message',
    status: 400,
    body: '<h1>',
    metadata,
    reason: unusable,
    code: '90261',
    page: 'Try again later.',
  },
  {
    name: '404 with an array',
    status: 404,
    body: [error],
    reason: unusable,
    code: '90075',
    page: fallback,
  },
  {
    name: '401 to Basic, whatever it says',
    status: 401,
    body: error,
    authentication: basic,
    reason: 'credentials-refused',
    code: '90027',
    page: fallback,
  },
  {
    name: '403 to a certificate',
    status: 403,
    body: '',
    authentication: certificate,
    reason: 'credentials-refused',
    code: '90028',
    page: fallback,
  },
  {
    name: '500 with a userMessage',
    status: 500,
    body: error,
    reason: 'server-failed',
    code: '90075',
    page: builtIn,
  },
  {
    name: '503 with a default message',
    status: 503,
    body: '',
    metadata,
    reason: 'server-failed',
    code: '90075',
    page: 'Try again later.',
  },
  { name: '429', status: 429, body: error, reason: 'server-failed', code: '90075', page: builtIn },
  { name: '302', status: 302, body: '', reason: 'redirected', code: '90075', page: builtIn },
  {
    name: '200 with an array',
    status: 200,
    body: [{ tier: 'oar' }],
    reason: 'answer-unreadable',
    code: '90261',
    page: builtIn,
  },
  {
    name: '200 with HTML',
    status: 200,
    body: '<h1>Hello</h1>',
    reason: 'answer-unreadable',
    code: '90261',
    page: builtIn,
  },
  {
    name: '200 with broken JSON',
    status: 200,
    body: '{"tier":',
    reason: 'answer-unreadable',
    code: '90261',
    page: builtIn,
  },
  {
    name: '200 with JSON of 100,000 levels',
    status: 200,
    body: `{"tier":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    reason: 'answer-unreadable',
    code: '90261',
    page: builtIn,
  },
];

for (const { name, status, body, reason, code, page, ...parts } of failures) {
  test(`readAnswer: ${name} is ${reason}, AADB2C${code}`, () => {
    const outcome = read({ serviceUrl, output: [tier], ...parts }, status, body);
    assert.ok(outcome.outcome === 'failed');
    assert.deepEqual([outcome.reason, outcome.aadb2cCode], [reason, `AADB2C${code}`]);
    assert.equal(outcome.shown.onPage, page);
    assert.ok(outcome.shown.atStep.description.startsWith(`AADB2C${code}: `));
  });
}
