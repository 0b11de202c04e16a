import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { startAzurite } from '../support/azurite.ts';
import { root } from '../support/club.ts';
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

test('every setting of every profile is asked for, and the log names those that are empty', {
  skip,
}, async (t) => {
  const settings = secretsOfProfiles();
  assert.ok(settings.length > 0);
  const answer = await health(t, Object.fromEntries(settings.map((setting) => [setting, ''])));
  assert.equal(answer.status, 503);
  for (const setting of settings) assert.ok(answer.log.includes(`"${setting}"`), setting);
});

/** The settings of all profiles of ours; a certificate's is its pins. */
function secretsOfProfiles(): string[] {
  const file = join(root, 'shared/generated/routes.json');
  const routes: { authentication: Record<string, string> }[] = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  const settings = routes.flatMap(({ authentication }) => {
    const { username, password, key, token, certificate } = authentication;
    return [username, password, key, token, certificate && `${certificate}__Thumbprints`];
  });
  return [...new Set(settings.filter((setting) => setting !== undefined))];
}

/** Nobody listens on port 1. */
function nobody(): string {
  return `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=c2VjcmV0;TableEndpoint=http://127.0.0.1:1/a`;
}
