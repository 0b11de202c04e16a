import assert from 'node:assert/strict';
import test from 'node:test';
import { ClaimsRejected, DependencyUnavailable } from '../../shared/errors.ts';
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
  assert.match(line, /REST-Test: TypeError \[[0-9a-f-]{36}\]\n {4}at .*fault\.test\.ts/);
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

const hostile: readonly { name: string; error: () => unknown; status?: number }[] = [
  {
    name: 'no constructor',
    error: () => Object.assign(new Error('CANARY'), { constructor: undefined }),
  },
  {
    name: 'a constructor without a name',
    error: () =>
      Object.assign(new Error('CANARY'), {
        constructor: Object.defineProperty(() => {}, 'name', { value: 1 }),
      }),
  },
  {
    name: 'a message that is a symbol',
    error: () => Object.assign(new Error('x'), { message: Symbol('CANARY') }),
  },
  { name: 'no message', error: () => Object.assign(new Error('CANARY'), { message: undefined }) },
  {
    name: 'a cause that throws',
    error: () =>
      Object.defineProperty(new Error('CANARY'), 'cause', {
        get: () => {
          throw new Error('CANARY');
        },
      }),
  },
  {
    name: 'a prototype that throws',
    error: () =>
      new Proxy(new Error('CANARY'), {
        getPrototypeOf: () => {
          throw new Error('CANARY');
        },
      }),
  },
  {
    name: 'everything throwing, as the cause of an error of ours',
    error: () =>
      new DependencyUnavailable(
        'table storage',
        new Proxy(new Error('CANARY'), {
          get: () => {
            throw new Error('CANARY');
          },
        }),
      ),
    status: 503,
  },
  {
    name: 'a user message that is no JSON',
    error: () => new ClaimsRejected('X', 1n as unknown as string),
  },
];

for (const { name, error, status = 500 } of hostile) {
  test(`an error with ${name} has its answer too`, async () => {
    const handler = serve(profile, () => {
      throw error();
    });
    const answered = await invoke(handler, jsonBody({ correlationId }));
    assert.equal(answered.json['requestId'], correlationId);
    assert.equal(answered.status, status);
    assert.doesNotMatch(answered.text + JSON.stringify(answered.log), /CANARY/);
    assert.equal(answered.log.at(-1)?.level, 'error');
  });
}

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
