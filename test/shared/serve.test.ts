import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import * as z from 'zod';
import { claimType } from '../../shared/claim-type.ts';
import { ClaimsRejected, DependencyUnavailable } from '../../shared/errors.ts';
import { defineProfile } from '../../shared/profile.ts';
import { ruleCounts } from '../../shared/rule-check.ts';
import { serve, servedProfiles } from '../../shared/serve.ts';
import { requireSetting } from '../../shared/settings.ts';
import { type Answered, invoke, jsonBody } from '../support/invocation.ts';

const correlationId = '0c7b9a52-3f0e-4b35-9d0b-6c2f7f4b1a01';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const text = claimType({ id: 'text', dataType: 'string' });
const points = claimType({ id: 'points', dataType: 'int' });
const visits = claimType({ id: 'visits', dataType: 'long' });
const joined = claimType({ id: 'joined', dataType: 'dateTime' });
const roles = claimType({ id: 'roles', dataType: 'stringCollection' });
const tier = claimType({ id: 'tier', dataType: 'string', enumeration: ['oar', 'scull'] });
const memberNumber = claimType({
  id: 'memberNumber',
  dataType: 'string',
  pattern: { regularExpression: '^CC-[0-9]{6}$', helpText: 'CC- and six digits.' },
});

const profile = defineProfile({
  id: 'REST-Test',
  http: { methods: ['POST'], route: 'test', authLevel: 'anonymous' },
  sendClaimsIn: 'Body',
  resolveJsonPaths: false,
  authentication: { type: 'None' },
  validation: 'observe',
  correlationClaim: 'correlationId',
  cultureClaim: 'language',
  input: z.object({
    memberNumber: memberNumber.optional(),
    points: points.optional(),
    visits: visits.optional(),
    tier: tier.optional(),
    correlationId: text.optional(),
    language: text.optional(),
  }),
  output: z.object({
    text: text.optional(),
    points: points.optional(),
    visits: visits.optional(),
    joined: joined.optional(),
    roles: roles.optional(),
    tier: tier.optional(),
  }),
});

const enforced = { ...profile, id: 'REST-Enforced', validation: 'enforce' } as const;

/** As a handler that was never type-checked: JavaScript, or a cast. */
function serveAnything(returned: () => unknown) {
  return serve(profile, returned as () => Record<string, never>);
}

function assertAnswered(answered: Answered, status: number, body: unknown): void {
  assert.deepEqual(answered.json, body);
  assert.equal(answered.status, status);
  assert.equal(answered.headers.get('content-type'), 'application/json');
  assert.equal(answered.headers.get('cache-control'), 'no-store');
  assert.equal(answered.headers.get('content-length'), null);
}

test('claims come in, claims go out', async () => {
  const handler = serve(profile, async ({ memberNumber, points = 0, visits = 0n }, call) => {
    assert.deepEqual([call.requestId, call.language], [correlationId, 'nl-BE']);
    return { text: memberNumber, points: points + 1, visits: visits + 1n };
  });
  const claims = { memberNumber: 'CC-000001', points: '41', correlationId, language: 'nl-BE' };
  const sent = jsonBody(`${JSON.stringify(claims).slice(0, -1)},"visits":9007199254740993}`);
  const answered = await invoke(handler, sent);
  assertAnswered(answered, 200, { text: 'CC-000001', points: 42, visits: 9007199254740994 });
  assert.match(answered.text, /"visits":9007199254740994/);
  assert.deepEqual(answered.log, []);
});

const answers: readonly { name: string; returned: unknown; body: unknown }[] = [
  { name: 'nothing', returned: undefined, body: {} },
  { name: 'an empty object', returned: {}, body: {} },
  {
    name: 'null, undefined and empty collections',
    returned: { text: null, points: undefined, roles: [] },
    body: {},
  },
  { name: 'an empty text', returned: { text: '' }, body: { text: '' } },
  {
    name: 'a dateTime in its documented form',
    returned: { joined: new Date('2031-05-04T10:20:30Z') },
    body: { joined: '2031-05-04T10:20:30.0000000Z' },
  },
  {
    name: 'a value that the enumeration lacks, observed',
    returned: { tier: 'cox' },
    body: { tier: 'cox' },
  },
];

for (const { name, returned, body } of answers) {
  test(`a handler may return ${name}`, async () => {
    assertAnswered(
      await invoke(
        serveAnything(() => returned),
        jsonBody({}),
      ),
      200,
      body,
    );
  });
}

const wrongAnswers: readonly { name: string; returned: unknown; logged: RegExp }[] = [
  { name: 'a wrong type', returned: { points: 'CANARY' }, logged: /"points".* int value/ },
  { name: 'an undeclared claim', returned: { stranger: 'CANARY' }, logged: /"stranger"/ },
  {
    name: 'an undeclared prototype',
    returned: JSON.parse('{"__proto__":"CANARY"}'),
    logged: /"__proto__"/,
  },
  { name: 'a list', returned: ['CANARY'], logged: /no claims/ },
  { name: 'a text', returned: 'CANARY', logged: /no claims/ },
  { name: 'a fraction', returned: { points: 1.5 }, logged: /"points"/ },
];

for (const { name, returned, logged } of wrongAnswers) {
  test(`a handler that returns ${name} is a bug: 500, and the log names the claim`, async () => {
    const answered = await invoke(
      serveAnything(() => returned),
      jsonBody({ correlationId }),
    );
    assertAnswered(answered, 500, {
      version: '1.0.0',
      status: 500,
      code: 'ERR_OUTPUT_CLAIMS_INVALID',
      requestId: correlationId,
    });
    assert.equal(answered.log.length, 1);
    assert.match(answered.log[0]?.line ?? '', logged);
    assert.doesNotMatch(answered.log[0]?.line ?? '', /CANARY/);
  });
}

test('a refusal is 409 with what the user reads', async () => {
  const handler = serve(profile, () => {
    throw new ClaimsRejected('MEMBER_UNKNOWN', 'We cannot find that number.');
  });
  const answered = await invoke(handler, jsonBody({ correlationId }));
  assertAnswered(answered, 409, {
    version: '1.0.0',
    status: 409,
    code: 'MEMBER_UNKNOWN',
    requestId: correlationId,
    userMessage: 'We cannot find that number.',
  });
});

test('a refusal may say more to developers', async () => {
  const details = { developerMessage: 'No such row.', moreInfo: 'https://club.example/help' };
  const handler = serve(profile, async () => {
    throw new ClaimsRejected('MEMBER_UNKNOWN', 'Unknown.', details);
  });
  const { json } = await invoke(handler, jsonBody({}));
  assert.deepEqual({ ...json, ...details }, json);
});

const malformed: readonly { name: string; sent: object; message: RegExp; user: RegExp }[] = [
  {
    name: 'a wrong type',
    sent: { points: 'CANARY' },
    message: /"points".* int/,
    user: /try again/,
  },
  {
    name: 'a wrong type, in German',
    sent: { points: 'CANARY', language: 'de-AT' },
    message: /"points"/,
    user: /noch einmal/,
  },
  {
    name: 'a wrong type, in a language that we lack',
    sent: { points: 'CANARY', language: 'sv' },
    message: /"points"/,
    user: /try again/,
  },
  {
    name: 'a wrong type, in no language',
    sent: { points: 'CANARY', language: '<script>' },
    message: /"points"/,
    user: /try again/,
  },
];

for (const { name, sent, message, user } of malformed) {
  test(`${name} is 400, which names the claim and never its value`, async () => {
    const handler = serve(profile, () => {});
    const answered = await invoke(handler, jsonBody({ ...sent, correlationId }));
    const { userMessage, developerMessage, ...rest } = answered.json;
    assert.equal(answered.status, 400);
    assert.deepEqual(rest, {
      version: '1.0.0',
      status: 400,
      code: 'ERR_CLAIMS_MALFORMED',
      requestId: correlationId,
    });
    assert.match(String(developerMessage), message);
    assert.match(String(userMessage), user);
    assert.doesNotMatch(answered.text + JSON.stringify(answered.log), /CANARY|script/);
  });
}

test('a claim that is required and missing is 400', async () => {
  const required = { ...profile, input: z.object({ memberNumber }) };
  const { json, status } = await invoke(
    serve(required, () => {}),
    jsonBody({ memberNumber: '' }),
  );
  assert.equal(status, 400);
  assert.equal(json['developerMessage'], 'Claim "memberNumber": It is required.');
});

const ids: readonly {
  name: string;
  id: unknown;
  headers: Record<string, string>;
  expected: RegExp;
}[] = [
  {
    name: 'the correlation id',
    id: correlationId,
    headers: {},
    expected: new RegExp(correlationId),
  },
  {
    name: "the trace's id without a correlation id",
    id: undefined,
    headers: { traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01` },
    expected: /^(ab){16}$/,
  },
  {
    name: "the trace's id where the correlation id is no GUID",
    id: 'CANARY',
    headers: { traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01` },
    expected: /^(ab){16}$/,
  },
  { name: 'else a UUID', id: undefined, headers: { traceparent: 'CANARY' }, expected: uuid },
];

for (const { name, id, headers, expected } of ids) {
  test(`the requestId is ${name}`, async () => {
    const handler = serve(profile, (_claims, call) => {
      throw new ClaimsRejected('X', call.requestId);
    });
    const { json } = await invoke(handler, jsonBody({ correlationId: id }, headers));
    assert.match(String(json['requestId']), expected);
    assert.equal(json['userMessage'], json['requestId']);
  });
}

test('an error that is none of ours is a bug: 500, and no word of its message', async () => {
  const handler = serve(profile, async ({ memberNumber }) => {
    const cause = Object.assign(new RangeError(`inner ${memberNumber}`), { code: 'ECONNRESET' });
    throw new TypeError(`cannot use ${memberNumber}\n    at CANARY (file:1:1)`, { cause });
  });
  const answered = await invoke(handler, jsonBody({ memberNumber: 'CANARY', correlationId }));
  const body = { version: '1.0.0', status: 500, code: 'ERR_UNEXPECTED', requestId: correlationId };
  assertAnswered(answered, 500, body);
  const { level, line } = answered.log.at(-1) ?? { level: '', line: '' };
  assert.equal(level, 'error');
  assert.match(line, /REST-Test: TypeError\n {4}at .*serve\.test\.ts/);
  assert.match(line, /Caused by: RangeError \(ECONNRESET\)/);
  assert.match(line, new RegExp(correlationId));
  assert.doesNotMatch(line, /CANARY/);
});

const thrown: readonly unknown[] = [
  'CANARY',
  undefined,
  null,
  7,
  { message: 'CANARY' },
  Symbol('CANARY'),
];

for (const value of thrown) {
  test(`${String(value)} thrown is 500`, async () => {
    const handler = serve(profile, () => {
      throw value;
    });
    const answered = await invoke(handler, jsonBody({}));
    assert.equal(answered.status, 500);
    assert.doesNotMatch(answered.text + JSON.stringify(answered.log), /CANARY/);
  });
}

test('an error that is its own cause, or has no stack, is 500', async () => {
  const circular = new Error('CANARY');
  circular.cause = Object.assign(new Error('CANARY', { cause: circular }), { stack: 7 });
  const handler = serve(profile, () => {
    throw circular;
  });
  const answered = await invoke(handler, jsonBody({}));
  assert.equal(answered.status, 500);
  assert.doesNotMatch(JSON.stringify(answered.log), /CANARY/);
});

test('an error whose stack cannot be told from its message shows none of it', async () => {
  const handler = serve(profile, () => {
    throw Object.assign(new Error('CANARY'), { message: 'changed later' });
  });
  const answered = await invoke(handler, jsonBody({}));
  assert.doesNotMatch(JSON.stringify(answered.log), /CANARY|changed/);
});

test('what a handler needs and does not get is 503', async () => {
  const handler = serve(profile, () => {
    throw new DependencyUnavailable('table storage', new Error('CANARY'));
  });
  const answered = await invoke(handler, jsonBody({ correlationId }));
  assertAnswered(answered, 503, {
    version: '1.0.0',
    status: 503,
    code: 'ERR_DEPENDENCY_UNAVAILABLE',
    requestId: correlationId,
  });
  assert.match(answered.log[0]?.line ?? '', /table storage/);
  assert.doesNotMatch(JSON.stringify(answered.log), /CANARY/);
});

test('a setting that a handler lacks is 503, and logged once', async () => {
  const handler = serve(profile, () => {
    requireSetting('Handler__Setting', {});
  });
  const [first, second] = [
    await invoke(handler, jsonBody({})),
    await invoke(handler, jsonBody({})),
  ];
  assert.deepEqual([first.status, second.status], [503, 503]);
  assert.match(first.log[0]?.line ?? '', /"Handler__Setting" is missing/);
  assert.deepEqual(second.log, []);
});

test('a rule that does not hold is counted and logged by claim and rule, never by value', async () => {
  const id = 'REST-Observed';
  const handler = serve({ ...profile, id }, ({ tier, memberNumber }) => ({
    text: `${tier}${memberNumber}`,
  }));
  const claims = { tier: 'CANARY', memberNumber: 'CANARY' };
  await invoke(handler, jsonBody(claims));
  const answered = await invoke(handler, jsonBody(claims));
  assertAnswered(answered, 200, { text: 'CANARYCANARY' });
  const lines = JSON.stringify(answered.log);
  assert.match(lines, /claim \\"tier\\": rule \\"enumeration\\" is broken \(2 so far\)/);
  assert.match(lines, /claim \\"memberNumber\\": rule \\"pattern\\" is broken/);
  assert.doesNotMatch(lines, /CANARY/);
  assert.deepEqual(
    ruleCounts().filter((count) => count.profile === id),
    [
      { profile: id, claim: 'memberNumber', rule: 'pattern', verdict: 'broken', count: 2 },
      { profile: id, claim: 'tier', rule: 'enumeration', verdict: 'broken', count: 2 },
    ],
  );
});

test("an enforced rule refuses with the policy's HelpText", async () => {
  const answered = await invoke(
    serve(enforced, () => {}),
    jsonBody({ memberNumber: 'CANARY', correlationId }),
  );
  assertAnswered(answered, 409, {
    version: '1.0.0',
    status: 409,
    code: 'CLAIM_RULE_BROKEN',
    requestId: correlationId,
    userMessage: 'CC- and six digits.',
    developerMessage: 'Claim "memberNumber" does not satisfy the policy\'s rule "pattern".',
  });
  assert.doesNotMatch(JSON.stringify(answered.log), /CANARY/);
});

test('an enforced rule without HelpText refuses with our words, in the language of the user', async () => {
  const { json } = await invoke(
    serve(enforced, () => {}),
    jsonBody({ tier: 'cox', language: 'fr-CA' }),
  );
  assert.equal(json['userMessage'], 'Veuillez vérifier votre saisie.');
});

test('an enforced enumeration holds for what a handler returns', async () => {
  const handler = serve(enforced, (() => ({ tier: 'CANARY' })) as unknown as () => { tier: 'oar' });
  const answered = await invoke(handler, jsonBody({}));
  assert.equal(answered.status, 500);
  assert.match(JSON.stringify(answered.log), /\\"tier\\"/);
  assert.doesNotMatch(JSON.stringify(answered.log), /CANARY/);
});

test('what a handler logs carries the requestId', async () => {
  const handler = serve(profile, (_claims, call) => {
    call.log('Looked up.');
    call.warn('Slow.');
  });
  const { log } = await invoke(handler, jsonBody({ correlationId }));
  assert.deepEqual(log, [
    { level: 'information', line: `Looked up. [${correlationId}]` },
    { level: 'warning', line: `Slow. [${correlationId}]` },
  ]);
});

test('what is served is known', () => {
  serve({ ...profile, id: 'REST-Known' }, () => {});
  assert.equal(servedProfiles().at(-1)?.id, 'REST-Known');
});

test('no answer of 400 and no log line repeats anything that was sent', async () => {
  const handler = serve(profile, () => {});
  const canary = fc.string({ minLength: 3, maxLength: 12 }).map((value) => `ÿ${value}ÿ`);
  const names = fc.constantFrom('points', 'visits', 'memberNumber', 'tier', 'stranger', 'language');
  await fc.assert(
    fc.asyncProperty(names, canary, fc.boolean(), async (name, value, isBroken) => {
      const json = JSON.stringify({ points: value, [name]: [value], [value]: value });
      const answered = await invoke(handler, jsonBody(isBroken ? json.slice(1) : json));
      assert.equal(answered.status, 400);
      assert.equal(JSON.stringify([answered.text, answered.log]).includes('ÿ'), false);
    }),
  );
});
