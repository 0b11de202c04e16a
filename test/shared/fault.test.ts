import assert from 'node:assert/strict';
import test from 'node:test';
import { DependencyUnavailable } from '../../shared/errors.ts';
import { serve } from '../../shared/serve.ts';
import { requireSetting } from '../../shared/settings.ts';
import { invoke, jsonBody } from '../support/invocation.ts';
import { assertAnswered, correlationId, profile } from '../support/served-profile.ts';

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
  assert.match(line, /REST-Test: TypeError\n {4}at .*fault\.test\.ts/);
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
