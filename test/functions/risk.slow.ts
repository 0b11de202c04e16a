import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { attemptLimits } from '../../functions/risk/attempts.ts';
import { callAt, startAnotherHost } from '../support/another-host.ts';
import { startClub } from '../support/club.ts';

const skip = process.env['BASE_URL'] !== undefined && 'needs two hosts on one storage';
const club = await startClub({ after });

test('two hosts on one storage let 64 attempts at a time through as one host would', {
  skip,
}, async (t) => {
  const env = { CallDeadlineMs: '8000' };
  const second = await startAnotherHost(t, club, { main: 'functions/**/*.ts', env });
  const signInName = `${randomUUID()}@example.org`;
  const attempt = async (index: number) => {
    const ipAddress = `198.19.${randomInt(256)}.${index}`;
    const host = index % 2 === 0 ? club.host : second;
    return (await callAt(host, club, 'REST-AssessSignIn', { signInName }, { ipAddress })).status;
  };
  const statuses = await Promise.all(Array.from({ length: 64 }, (_, index) => attempt(index)));
  const counts = Map.groupBy(statuses, (status) => status);
  assert.deepEqual(
    [...counts]
      .map(([status, all]) => [status, all.length])
      .sort(([one = 0], [other = 0]) => one - other),
    [
      [200, attemptLimits.perAccount.limit],
      [409, 64 - attemptLimits.perAccount.limit],
    ],
  );
  await second.says(/assess-sign-in/);
});
