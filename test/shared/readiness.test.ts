import assert from 'node:assert/strict';
import test from 'node:test';
import { DependencyUnavailable } from '../../shared/errors.ts';
import { expectDigests } from '../../shared/keyed-digest.ts';
import { readiness } from '../../shared/readiness.ts';
import { serve } from '../../shared/serve.ts';
import { profile } from '../support/served-profile.ts';

const needsKey = { type: 'ApiKeyHeader', header: 'x-key', key: 'Key' } as const;
serve({ ...profile, authentication: needsKey }, () => {});
const environment = { Key: 'k' };

async function judge(isReady: ReturnType<typeof readiness>) {
  const problems: string[] = [];
  return { isReady: await isReady((problem) => problems.push(problem)), problems };
}

test('ready is who has all settings and whose probes all answer', async () => {
  const isReady = readiness([async () => 'fine'], { environment });
  assert.deepEqual(await judge(isReady), { isReady: true, problems: [] });
});

test('everything that is missing is reported, and no word of a foreign error', async () => {
  const probes = [
    async () => {
      throw new DependencyUnavailable('table storage');
    },
    async () => {
      throw new Error('CANARY');
    },
  ];
  assert.deepEqual(await judge(readiness(probes, { environment: {} })), {
    isReady: false,
    problems: [
      'The setting "Key" is missing.',
      'The dependency "table storage" does not answer.',
      'A dependency does not answer.',
    ],
  });
});

test('dependencies are asked at most every five seconds', async () => {
  let now = new Date('2031-05-04T10:20:30Z');
  let probed = 0;
  const isReady = readiness(
    [
      async () => {
        probed += 1;
      },
    ],
    { environment, now: () => now },
  );
  await judge(isReady);
  now = new Date('2031-05-04T10:20:34.999Z');
  await judge(isReady);
  assert.equal(probed, 1);
  now = new Date('2031-05-04T10:20:35Z');
  await judge(isReady);
  assert.equal(probed, 2);
});

test('settings that no profile names are reported too', async () => {
  serve({ ...profile, authentication: needsKey }, () => {}, { once: true });
  const given = { ...environment, CallDeadlineMs: 'CANARY', Idempotency__Key: 'CANARY' };
  assert.deepEqual(await judge(readiness([], { environment: given })), {
    isReady: false,
    problems: [
      'The setting "CallDeadlineMs" is no whole number between 100 and 8000.',
      'The setting "Idempotency__Key" has fewer than 32 characters.',
    ],
  });
});

test('who keeps digests is not ready without their key', async () => {
  expectDigests();
  const given = { ...environment, Idempotency__Key: 'k'.repeat(32) };
  assert.deepEqual(await judge(readiness([], { environment: given })), {
    isReady: false,
    problems: ['The setting "Digest__Key" is missing.'],
  });
  const all = { ...given, Digest__Key: 'd'.repeat(32) };
  assert.deepEqual(await judge(readiness([], { environment: all })), {
    isReady: true,
    problems: [],
  });
});
