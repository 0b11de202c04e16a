import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import { checks } from '../../caller/contract/index.ts';
import type { ContractCall, Exchange } from '../../caller/contract-call.ts';
import { judge } from '../../caller/contract-check.ts';
import { exchange } from '../../caller/contract-exchange.ts';
import { planOf } from '../../caller/contract-plan.ts';
import { probesOf } from '../../caller/contract-probes.ts';
import { runContract } from '../../caller/contract-run.ts';
import { readRestfulProfiles } from '../../commands/restful-profiles.ts';
import { IdMap } from '../../compiler/id-map.ts';
import { root } from '../support/club.ts';
import { answerWith, startApi } from '../support/test-api.ts';
import { withoutScenario } from '../support/without-scenario.ts';

const settings = { ApiUrl: 'https://api.example.com', TokenEndpoint: 'https://idp.example.com' };
const { relyingParties } = readRestfulProfiles({
  folders: [join(root, 'policies')],
  environment: 'Local',
  settings,
});
const profiles = new IdMap(relyingParties.flatMap((party) => [...party.profiles]));
const canary = 'cs12ab34';
const right = 'right-secret';

function probes(id: string, serviceUrl?: string): readonly ContractCall[] {
  const found = profiles.get(id);
  assert.ok(found);
  const profile = serviceUrl === undefined ? found : { ...found, serviceUrl };
  const claims = new IdMap<ClaimValue>([['bearerToken', `e30.e30.${right}`]]);
  const context = { correlationId: 'c', culture: 'en-US', now: new Date(0) };
  return probesOf({ profile, claims, context, keys: () => right, canary });
}

test('every file of caller/contract is a check of that name in the list, once', () => {
  const files = readdirSync(join(root, 'caller/contract')).map((file) => file.replace('.ts', ''));
  const ids = checks.map(({ id }) => id);
  assert.deepEqual(ids.toSorted(), files.filter((file) => file !== 'index').toSorted());
});

for (const { id, what, why, fix, fact } of checks) {
  test(`the check ${id} says what, why, what to do, and which fact it stands on`, () => {
    for (const text of [what, why, fix]) assert.match(text, /^[A-Z"].*[.]$/);
    assert.match(fact, /^rest-contract \d(\.\d)?( and \d(\.\d)?|, \d\.\d and \d\.\d)?$/);
  });
}

test('an answer that does not come in time is found', {
  skip: withoutScenario('sign-up'),
}, async (t) => {
  const { url } = await startApi(t, () => {});
  const [call] = probes('REST-ValidateSignUp', url);
  const profile = profiles.get('REST-ValidateSignUp');
  assert.ok(call && profile);
  const done = await exchange(profile, call, { timeoutMs: 100 });
  const [finding] = judge(done, checks);
  assert.equal(finding?.check.id, 'timed-out');
  assert.equal(finding.message, 'No answer came within 100 ms.');
});

const late = [
  { name: 'three seconds', durationMs: 3000, severities: [] },
  { name: 'more than three seconds', durationMs: 3001, severities: ['warning'] },
  { name: "more than the case's limit", durationMs: 51, withinMs: 50, severities: ['error'] },
  { name: "the case's limit", durationMs: 5000, withinMs: 5000, severities: ['warning'] },
];
for (const { name, durationMs, withinMs, severities } of late) {
  test(`an answer after ${name} is ${severities[0] ?? 'nothing'}`, {
    skip: withoutScenario('sign-up'),
  }, async () => {
    const limit = withinMs === undefined ? {} : { withinMs };
    const call: ContractCall = { ...bare, intent: 'case', ...limit };
    const found = judge(exchangeOf({ call, durationMs }), checks);
    const slow = found.filter(({ check }) => check.id === 'slow').map(({ severity }) => severity);
    assert.deepEqual(slow, severities);
  });
}

const bare = { name: 'a call', inputTexts: [], secretTexts: [] };

function exchangeOf(parts: Partial<Exchange> & Pick<Exchange, 'call'>): Exchange {
  const profile = profiles.get('REST-ValidateSignUp');
  assert.ok(profile);
  return { profile, durationMs: 1, answer: { status: 409, body: '' }, ...parts };
}

/** Each as a language prints it, and texts that only look alike. */
const bodies = [
  { name: 'Node', body: '{"e":"Error: x\\n    at f (/app/a.js:1:2)\\n"}', isTrace: true },
  { name: 'Express', body: '<pre>Error<br> &nbsp; &nbsp;at /app/a.js:10:20<br>', isTrace: true },
  { name: 'Windows', body: 'Error\n    at f (C:\\app\\a.js:1:2)', isTrace: true },
  { name: 'Python', body: 'Traceback (most recent call last):\n', isTrace: true },
  { name: '.NET', body: 'x\r\n   at Club.Api.Run(String s) in C:\\a.cs:line 3\r\n', isTrace: true },
  { name: 'Java', body: 'x\n\tat com.club.Api.run(Api.java:3)\n', isTrace: true },
  { name: 'PHP', body: '#0 /app/index.php(3): f()', isTrace: true },
  { name: 'Go', body: 'goroutine 1 [running]:', isTrace: true },
  { name: 'a time of day', body: '{"userMessage":"Come at 10:20:30."}', isTrace: false },
  {
    name: 'an hour in brackets',
    body: '{"userMessage":"See us at noon (12:00)."}',
    isTrace: false,
  },
];
for (const { name, body, isTrace } of bodies) {
  test(`${name} ${isTrace ? 'is' : 'is not'} taken for a stack trace`, {
    skip: withoutScenario('sign-up'),
  }, () => {
    const call: ContractCall = { ...bare, intent: 'malformed' };
    const found = judge(exchangeOf({ call, answer: { status: 500, body } }), checks);
    assert.equal(
      found.some(({ check }) => check.id === 'stack-trace'),
      isTrace,
    );
  });
}

test('a password that comes back is found, also in a success', {
  skip: withoutScenario('membership'),
}, () => {
  const found = profiles.get('REST-ValidateMemberNumber');
  assert.ok(found);
  const inputClaims = found.inputClaims.map((claim) => {
    const isPassword = claim.claimType.id === 'surname';
    const claimType = { ...claim.claimType, ...(isPassword && { userInputType: 'Password' }) };
    return { ...claim, claimType };
  });
  const profile = { ...found, inputClaims };
  const claims = new IdMap<ClaimValue>([['surname', 'pass"word']]);
  const expected = { kind: 'status', status: 200 } as const;
  const each = { name: 'x', profile, claims, settingTexts: [], expected, deliveries: 1 };
  const startJourney = () => ({ correlationId: 'c', culture: 'en-US', now: new Date(0) });
  const token = new IdMap<ClaimValue>();
  const claimForm = 'native';
  const journey = { token, startJourney, canary, claimForm } as const;
  const source = { profile, cases: [each], keys: () => right, ...journey };
  const [call] = planOf(source).flatMap((planned) =>
    planned.call.intent === 'case' ? planned.call : [],
  );
  assert.ok(call);
  const echoed = { status: 200, body: JSON.stringify({ surname: 'pass"word' }) };
  const ids = judge({ profile, call, durationMs: 1, answer: echoed }, checks).map(
    ({ check }) => check.id,
  );
  assert.ok(ids.includes('secret-echoed'));
});

test('a backend that never answers is not asked to the end', {
  skip: withoutScenario('sign-up'),
}, async (t) => {
  const api = await startApi(t, () => {});
  const found = profiles.get('REST-ValidateSignUp');
  assert.ok(found);
  const profile = { ...found, serviceUrl: api.url };
  const [report] = await runContract({
    profiles: [{ profile, policyId: 'B2C_1A_SignUpOrSignIn' }],
    cases: [],
    keys: () => right,
    startJourney: () => ({ correlationId: 'c', culture: 'en-US', now: new Date(0) }),
    canary,
    options: { timeoutMs: 100 },
  });
  assert.ok(api.seen.length <= 2);
  const calls = report?.calls.map(({ name, findings }) => [name, findings[0]?.check.id]);
  assert.deepEqual(calls, [
    ['credentials: absent', 'timed-out'],
    ['credentials: wrong', 'timed-out'],
    ['the other calls', 'not-sent'],
  ]);
  assert.match(
    report?.calls[2]?.findings[0]?.message ?? '',
    /^\d+ calls were not made: 2 in a row/,
  );
});

test('docs/contract-testing.md has a row for every check, as it is', () => {
  const page = readFileSync(join(root, 'docs/contract-testing.md'), 'utf8').replaceAll(
    '\r\n',
    '\n',
  );
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('| `') && !line.startsWith('| `--'));
  assert.deepEqual(
    rows,
    checks.map(({ id, severity, what, why, fix }) => {
      return `| \`${id}\` | ${severity} | ${what} ${why} | ${fix} |`;
    }),
  );
});

test('an answer keeps its headers for the checks', {
  skip: withoutScenario('sign-up'),
}, async (t) => {
  const { url } = await startApi(t, answerWith(401, {}));
  const [call] = probes('REST-ValidateSignUp', url);
  const profile = profiles.get('REST-ValidateSignUp');
  assert.ok(call && profile);
  const { answer } = await exchange(profile, call, { timeoutMs: 5000 });
  assert.equal(answer?.headers?.['content-type'], 'application/json');
});
