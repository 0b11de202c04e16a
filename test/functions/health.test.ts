import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { generatedContract } from '../../commands/generated-contract.ts';
import { secureHeaders } from '../../shared/response.ts';
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

const healthKey = 'a-key-of-the-operators';
const keyed = { Health__Key: healthKey, Health__Key__Next: 'the-next-one' };

const keys = [
  { name: 'the key', key: healthKey, sees: true },
  { name: 'the next key of a rotation', key: 'the-next-one', sees: true },
  { name: 'a wrong key', key: 'a-key', sees: false },
  { name: 'an empty key', key: '', sees: false },
];
test('only the key of the operators shows what is wrong, and which contract is served', {
  skip,
}, async (t) => {
  const env = { ...given, ...keyed, B2C_1A_RestApiKey: '' };
  const host = await startFunctionsHost(t, { main, env });
  for (const { name, key, sees } of keys) {
    const response = await host.get('/api/health', { 'x-health-key': key });
    const { status, ...details } = await response.json();
    assert.deepEqual([response.status, status], [503, 'unavailable'], name);
    if (!sees) assert.deepEqual(details, {}, name);
    else {
      const { problems, contract, profiles, telemetry } = details;
      assert.deepEqual(problems, ['The setting "B2C_1A_RestApiKey" is empty.'], name);
      assert.equal(contract, await generatedContract(join(root, 'shared/generated')), name);
      assert.equal(profiles, generatedProfiles(), name);
      assert.equal(telemetry, 'off');
    }
  }
});

test('where no key is set, none shows anything', { skip }, async (t) => {
  const host = await startFunctionsHost(t, { main, env: given });
  for (const key of ['', 'undefined', healthKey]) {
    const response = await host.get('/api/health', { 'x-health-key': key });
    assert.deepEqual(await response.json(), { status: 'ok' });
  }
});

test('health has the headers of every answer', { skip }, async (t) => {
  const host = await startFunctionsHost(t, { main, env: given });
  const { headers } = await host.get('/api/health');
  for (const [name, value] of Object.entries(secureHeaders)) {
    assert.equal(headers.get(name), value);
  }
});

function generatedProfiles(): number {
  return JSON.parse(readFileSync(join(root, 'shared/generated/routes.json'), 'utf8')).length;
}

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
