import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { type AzureServices, startAzureServices } from '../support/azure-services.ts';
import { runHost } from '../support/functions-host.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { withoutScenario } from '../support/without-scenario.ts';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);

test("azd's hook fills the vault, lets the app read it, and prints no value", async (t) => {
  const { state, env, secret } = await startAzureServices(t);
  let refreshed = 0;
  state.onRefresh = () => {
    refreshed += 1;
  };
  const hook = join(root, 'infra/hooks/postprovision.mjs');
  const deployment = {
    SERVICE_API_URI: 'https://func-club.azurewebsites.net',
    VAULT_SETTINGS: '["B2C_1A_RestToken","Further__Key"]',
    PROFILES_NOT_SERVED: '["REST-RecordSignIn"]',
  };
  const options = { cwd: root, env: { ...process.env, ...env, ...deployment } };
  const first = await run(process.execPath, [hook], options);
  const values = [...state.secrets.values()].flat().map(({ value }) => value);
  assert.match(secret('alderlakerowing-B2C-1A-RestPassword') ?? '', /^[A-Za-z0-9_-]{43}$/);
  assert.equal(new Set(values).size * 2, values.length, 'each is another, and is its next one too');
  for (const name of ['Idempotency--Key', 'Further--Key']) {
    assert.match(first.stdout, new RegExp(`^made {3}alderlakerowing-${name}$`, 'm'));
  }
  assert.match(first.stdout, /^Answer 503, .* until parameters say who calls: REST-RecordSignIn$/m);
  assert.match(first.stdout, /ApiUrl of .* is https:\/\/func-club\.azurewebsites\.net\/api$/m);
  assert.match(first.stdout, /^ {2}B2C_1A_RestClientCertificate {2}client-certificate$/m);
  for (const value of values) assert.ok(!`${first.stdout}${first.stderr}`.includes(value));
  const second = await run(process.execPath, [hook], options);
  assert.doesNotMatch(second.stdout, /^made/m);
  assert.deepEqual({ refreshed, left: values.length }, { refreshed: 1, left: values.length });
});

const setting = 'B2C_1A_RestToken';
const name = 'alderlakerowing-B2C-1A-RestToken';

/** The functions with the secrets of the vault as the platform would resolve them, at every refresh anew. */
async function startDeployment(t: TestContext, { state, secret }: AzureServices) {
  let host: ReturnType<typeof runHost> | undefined;
  const stop = async () => {
    host?.kill('SIGKILL');
    await host?.ended;
  };
  t.after(stop);
  let port = '0';
  const start = async () => {
    await stop();
    const env = {
      ...{ AZURE_FUNCTIONS_ENVIRONMENT: 'Production', Idempotency__Key: 'k'.repeat(32) },
      ...{ [setting]: secret(name), [`${setting}__Next`]: secret(`${name}--Next`) },
    };
    host = runHost(['--port', port, '--main', 'functions/**/*.ts'], { env });
    const url = await host.listening;
    port = new URL(url).port;
    return url;
  };
  state.onRefresh = async () => {
    await start();
  };
  return start();
}

function countersign(env: Record<string, string>, ...args: string[]) {
  const options = { cwd: root, env: { ...process.env, ...env, NO_COLOR: '1' } };
  const ended = run(process.execPath, [join(root, 'cli.ts'), 'keys', ...args], options);
  return ended.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

async function statusWith(url: string, token: string | undefined): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: '{' };
  return (await fetch(`${url}/api/record-password-reset`, request)).status;
}

test('a rotation against running functions: both values are taken, then the new one alone', {
  skip: withoutScenario('password-reset'),
}, async (t) => {
  const services = await startAzureServices(t);
  const { state, env, secret } = services;
  const value = { value: 'the-old-value', tags: {}, version: 'v1' };
  state.secrets.set(name.toLowerCase(), [value]).set(`${name.toLowerCase()}--next`, [value]);
  const url = await startDeployment(t, services);
  const rotate = (...args: string[]) => countersign(env, 'rotate', setting, '--url', url, ...args);

  const dry = await rotate('--dry-run');
  assert.match(dry.stdout, /^> steady .*\n +then: write a new random value/m);
  assert.equal(state.secrets.get(name.toLowerCase())?.length, 1);

  const first = await rotate();
  assert.deepEqual({ code: first.code, stderr: first.stderr }, { code: 0, stderr: '' });
  assert.match(first.stdout, /^> uploaded /m);
  const fresh = secret(`${name}--Next`) ?? '';
  assert.deepEqual(state.policyKeys.get(setting), [fresh], 'B2C has it');
  assert.deepEqual(
    [await statusWith(url, 'the-old-value'), await statusWith(url, fresh)],
    [400, 400],
  );

  const second = await rotate();
  assert.equal(second.code, 1);
  assert.match(second.stderr, /come back in 60 minutes/);
  setUploaded(services, new Date(Date.now() - 2 * 3600_000));
  state.usage = [{ slot: 'current', calls: 7 }];
  assert.match((await rotate()).stderr, /7 calls used the old value .* it is not retired/);
  assert.match(state.queries.at(-1) ?? '', /in~ \("REST-RecordPasswordReset"\)/);

  state.usage = [{ slot: 'next', calls: 7 }];
  const last = await rotate();
  assert.match(last.stdout, /^> steady /m);
  assert.deepEqual([secret(name), secret(`${name}--Next`)], [fresh, fresh]);
  assert.deepEqual(
    [await statusWith(url, 'the-old-value'), await statusWith(url, fresh)],
    [401, 400],
  );
  const printed = JSON.stringify([dry, first, second, last]);
  for (const text of [fresh, 'the-old-value']) assert.ok(!printed.includes(text));
});

function setUploaded({ state }: AzureServices, at: Date): void {
  const key = `${name.toLowerCase()}--next`;
  const versions = state.secrets.get(key) ?? [];
  const tagged = versions.map((version) => ({
    ...version,
    tags: { ...version.tags, 'countersign-uploaded': at.toISOString() },
  }));
  state.secrets.set(key, tagged);
}

test('a value that B2C cannot have yet is not taken for uploaded', async (t) => {
  const { state, env, secret } = await startAzureServices(t);
  state.secrets.set(name.toLowerCase(), [{ value: 'the-value', tags: {}, version: 'v1' }]);
  const { code, stderr } = await countersign(env, 'rotate', setting, '--uploaded');
  assert.deepEqual({ code, next: secret(`${name}--Next`) }, { code: 2, next: undefined });
  assert.match(stderr, /nobody was given one yet \("steady"\): run it with --file first/);
});

test('the old value is not brought back to B2C in the middle of a rotation', async (t) => {
  const { state, env } = await startAzureServices(t);
  const tags = { 'countersign-rotation': 'uploaded' };
  state.secrets.set(name.toLowerCase(), [{ value: 'old', tags: {}, version: 'v1' }]);
  state.secrets.set(`${name.toLowerCase()}--next`, [{ value: 'new', tags, version: 'v1' }]);
  const { code, stderr } = await countersign(env, 'upload', setting);
  assert.deepEqual({ code, values: state.policyKeys.get(setting) }, { code: 1, values: undefined });
  assert.match(stderr, /end it with "countersign keys rotate B2C_1A_RestToken"/);
});

test('a first value goes to B2C, or to a file that only its owner may read', async (t) => {
  const { state, env } = await startAzureServices(t);
  state.secrets.set(name.toLowerCase(), [{ value: 'the-value', tags: {}, version: 'v1' }]);
  const uploaded = await countersign(env, 'upload', setting);
  assert.deepEqual(state.policyKeys.get(setting), ['the-value']);
  const file = join(await temporaryFolder(t), 'value.txt');
  const written = await countersign(env, 'upload', setting, '--file', file);
  assert.equal(await readFile(file, 'utf8'), 'the-value');
  if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.doesNotMatch(JSON.stringify([uploaded, written]), /the-value/);
  const foreign = await countersign(env, 'upload', setting, '--env', 'Local');
  assert.match(foreign.stderr, /Key Vault has no "alderlakerowingdev-/);
  const prefix = { VAULT_PREFIX: 'alderlakerowing-' };
  const other = await countersign({ ...env, ...prefix }, 'upload', setting, '--env', 'Local');
  assert.match(other.stderr, /the token is for another tenant/);
});
