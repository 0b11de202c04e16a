import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import { startFunctionsHost } from '../support/functions-host.ts';
import { listen } from '../support/listen.ts';
import { withoutScenario } from '../support/without-scenario.ts';

const skip =
  process.env['BASE_URL'] !== undefined
    ? 'a deployment has a storage that answers'
    : withoutScenario('membership');

/** Our functions on a storage that takes requests and never answers them. */
async function startClubOnSilentStorage(t: TestContext) {
  const closed = Promise.withResolvers<void>();
  const server = createServer((request) => {
    if (request.url?.includes('membercards')) request.once('close', () => closed.resolve());
  });
  const port = await listen(t, server);
  const env = {
    CallDeadlineMs: '2500',
    Storage: `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=c2VjcmV0;TableEndpoint=http://127.0.0.1:${port}/a`,
  };
  const host = await startFunctionsHost(t, { main: 'functions/**/*.ts', env });
  assert.equal((await host.get('/api/health')).status, 503, 'storage is asked, and its SDK loaded');
  return { host, closed: closed.promise };
}

test('where storage says nothing the user reads a sentence in time, and nobody goes on waiting', {
  skip,
}, async (t) => {
  const { host, closed } = await startClubOnSilentStorage(t);
  const correlationId = randomUUID();
  const user = Buffer.from('development-only-b2c:development-only-8Jr2mWq6').toString('base64');
  const response = await host.post(
    '/api/validate-member-number',
    { memberNumber: 'ALR-100200', surname: 'Keller', correlationId, language: 'de-CH' },
    { authorization: `Basic ${user}` },
  );
  const { userMessage, ...body } = await response.json();
  const reference = correlationId.slice(0, 8);
  assert.deepEqual(body, {
    version: '1.0.0',
    status: 409,
    code: 'ERR_DEADLINE_EXCEEDED',
    requestId: correlationId,
  });
  assert.equal(response.status, 409);
  assert.match(String(userMessage), new RegExp(`noch einmal.*Referenz ${reference}\\.$`));
  await host.says(new RegExp(`REST-ValidateMemberNumber: .*Reference "${reference}"`));
  await closed;
});
