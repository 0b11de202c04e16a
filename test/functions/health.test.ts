import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { startAzurite } from '../support/azurite.ts';
import { startFunctionsHost } from '../support/functions-host.ts';

const { connectionString } = await startAzurite({ after });
const main = 'functions/**/*.ts';
const given = {
  Storage: connectionString,
  B2C_1A_RestClientCertificate__Thumbprints: 'A'.repeat(40),
};

/** What a probe may learn: one word, by a status that says the same. */
async function health(t: TestContext, env: Record<string, string | undefined>) {
  const host = await startFunctionsHost(t, { main, env: { ...given, ...env } });
  const response = await host.get('/api/health');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
  return { status: response.status, body: await response.json(), log: host.output() };
}

test('with all settings and storage it is ready', async (t) => {
  const { status, body } = await health(t, {});
  assert.deepEqual({ status, body }, { status: 200, body: { status: 'ok' } });
});

const unready = [
  {
    name: 'a setting of a profile is empty',
    env: { B2C_1A_RestApiKey: '' },
    log: /"B2C_1A_RestApiKey"/,
  },
  {
    name: 'no certificate is pinned',
    env: { B2C_1A_RestClientCertificate__Thumbprints: '' },
    log: /Thumbprints"/,
  },
  {
    name: 'storage does not answer',
    env: { Storage: nobody() },
    log: /"table storage" does not answer/,
  },
  {
    name: 'a development value is set in Azure',
    env: { WEBSITE_INSTANCE_ID: '1' },
    log: /development/,
  },
];
const skip = process.env['BASE_URL'] ? 'a deployment has the settings that it has' : false;
for (const { name, env, log } of unready) {
  test(`where ${name}: 503 and no more; the log says why, without a value`, { skip }, async (t) => {
    const answer = await health(t, env);
    assert.equal(answer.status, 503);
    assert.deepEqual(answer.body, { status: 'unavailable' });
    assert.match(answer.log, log);
    assert.doesNotMatch(answer.log, /development-only-|AccountKey/);
  });
}

/** Nobody listens on port 1. */
function nobody(): string {
  return `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=c2VjcmV0;TableEndpoint=http://127.0.0.1:1/a`;
}
