import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import * as z from 'zod';
import { ClaimsRejected } from '../../shared/errors.ts';
import { serve, servedProfiles } from '../../shared/serve.ts';
import { invoke, jsonBody } from '../support/invocation.ts';
import {
  assertAnswered,
  correlationId,
  enforced,
  memberNumber,
  profile,
} from '../support/served-profile.ts';

/** As a handler that was never type-checked: JavaScript, or a cast. */
function serveAnything(returned: () => unknown) {
  return serve(profile, returned as () => Record<string, never>);
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

const circle: Record<string, unknown> = { text: 'CANARY' };
circle['self'] = circle;

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
  { name: 'a Map', returned: new Map([['text', 'CANARY']]), logged: /no claims/ },
  { name: 'a Date', returned: new Date(0), logged: /no claims/ },
  {
    name: 'an instance of a class',
    returned: new (class {
      text = 'CANARY';
    })(),
    logged: /no claims/,
  },
  { name: 'a circle', returned: { record: circle }, logged: /JSON/ },
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

test('a claim whose list lacks an earlier item is a bug that the log names', async () => {
  const { text } = profile.output.shape;
  const output = z.object({ 'list[0]': text, 'list[1]': text, 'list[2]': text });
  const nested = { ...profile, resolveJsonPaths: true, output };
  const answer = (claims: object) =>
    invoke(serve(nested, (() => claims) as () => Record<string, never>), jsonBody({}));
  assert.deepEqual((await answer({ 'list[0]': 'a', 'list[1]': 'b' })).json, { list: ['a', 'b'] });
  const answered = await answer({ 'list[0]': 'a', 'list[2]': 'CANARY' });
  assert.equal(answered.status, 500);
  assert.match(answered.log[0]?.line ?? '', /"list\[1\]"/);
  assert.doesNotMatch(JSON.stringify(answered.log), /CANARY/);
});

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

const unreadable: readonly { name: string; sent: string }[] = [
  { name: 'half a character', sent: '"tier":"\\ud83d"' },
  { name: '__proto__', sent: '"__proto__":1' },
];

for (const { name, sent } of unreadable) {
  test(`${name} is 400 with B2C's correlation id, in the language of the user`, async () => {
    const json = `{${sent},"correlationId":"${correlationId}","language":"de"}`;
    const answered = await invoke(
      serve(profile, () => {}),
      jsonBody(json),
    );
    assert.equal(answered.status, 400);
    assert.equal(answered.json['requestId'], correlationId);
    assert.match(String(answered.json['userMessage']), /noch einmal/);
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

test('an enforced enumeration holds for what a handler returns', async () => {
  const handler = serve(enforced, (() => ({ tier: 'CANARY' })) as unknown as () => { tier: 'oar' });
  const answered = await invoke(handler, jsonBody({}));
  assert.equal(answered.status, 500);
  assert.match(JSON.stringify(answered.log), /\\"tier\\"/);
  assert.doesNotMatch(JSON.stringify(answered.log), /CANARY/);
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
