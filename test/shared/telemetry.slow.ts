import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { startIngestion } from '../support/ingestion.ts';
import { identityToken, startManagedIdentity } from '../support/managed-identity.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');

/** Runs a program in a process of its own: telemetry starts once a process. */
async function run(program: string, env: Readonly<Record<string, string>>, cwd = root) {
  const args = ['--input-type=module', '--eval', program];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
    cwd,
    env: { ...process.env, APPLICATIONINSIGHTS_CONNECTION_STRING: '', ...env },
  });
  return { printed: JSON.parse(stdout), stderr };
}

/** Serves one call, then sends what was measured, and prints what the main thread has loaded by when. */
const oneCall = `
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ resolve(specifier, context, next) {
    if (/telemetry-worker|applicationinsights/.test(specifier)) loaded.push(specifier);
    return next(specifier, context);
  } });
  const { serve } = await import('./shared/serve.ts');
  const { flushTelemetry, telemetryState } = await import('./shared/telemetry.ts');
  const { profile } = await import('./test/support/served-profile.ts');
  const { invoke, jsonBody } = await import('./test/support/invocation.ts');
  const before = telemetryState();
  const { status } = await invoke(serve(profile, () => ({ points: 1 })), jsonBody({}));
  const atFirstAnswer = [...loaded];
  // Each waits for as long as a process that ends would; on a busy machine the SDK takes longer to load.
  for (let flushes = 0; flushes < 5; flushes += 1) await flushTelemetry();
  console.log(JSON.stringify({ before, status, atFirstAnswer, loaded, state: telemetryState() }));`;

test('without the setting nothing is loaded and nothing is sent', async () => {
  const { printed } = await run(oneCall, { AZURE_FUNCTIONS_ENVIRONMENT: 'Development' });
  const { status, loaded, state } = printed;
  assert.deepEqual({ status, loaded, state }, { status: 200, loaded: [], state: 'off' });
});

test('the SDK is loaded after the first answer, and never in the main thread', async (t) => {
  const ingestion = await startIngestion(t);
  const env = { ...ingestion.env, AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };
  const { printed } = await run(oneCall, env);
  const { before, status, atFirstAnswer, loaded, state } = printed;
  assert.deepEqual(
    { before, status, atFirstAnswer },
    { before: 'off', status: 200, atFirstAnswer: [] },
  );
  assert.deepEqual({ loaded, state }, { loaded: ['./telemetry-worker.ts'], state: 'sending' });
  const names = ingestion.envelopes.flatMap(({ data }) => data.baseData.metrics ?? []);
  assert.deepEqual(
    names.map(({ name }) => name),
    ['countersign.requestDurationMs'],
  );
});

test('where the component takes no key the managed identity sends', async (t) => {
  const [ingestion, identity] = await Promise.all([startIngestion(t), startManagedIdentity(t)]);
  await run(oneCall, {
    ...ingestion.env,
    ...identity.env,
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=the-client;Authorization=AAD',
  });
  const [{ url = '', header } = {}] = identity.asked;
  const { searchParams } = new URL(url, 'http://127.0.0.1');
  assert.match(searchParams.get('resource') ?? '', /^https:\/\/monitor\.azure\.com/);
  assert.equal(searchParams.get('client_id'), 'the-client');
  assert.equal(header, identity.env['IDENTITY_HEADER']);
  assert.match(ingestion.text(), new RegExp(`authorization\nBearer ${identityToken}`, 'i'));
  assert.equal(ingestion.envelopes.length, 1);
});

test('counts are summed up, and a dimension that could be a value goes out as "other"', async (t) => {
  const ingestion = await startIngestion(t);
  const program = `
    import { count, record } from './shared/metrics.ts';
    import { flushTelemetry, startTelemetry } from './shared/telemetry.ts';
    count('refusal', { code: 'BEFORE' });
    startTelemetry();
    startTelemetry();
    for (const code of ['A', 'A', 'nora@example.org', 'Nora, Keller']) count('refusal', { code });
    record('requestDurationMs', 5, { profile: 'REST-A' });
    record('requestDurationMs', 7, { profile: 'REST-A' });
    await flushTelemetry();
    await flushTelemetry();
    console.log('null');`;
  await run(program, ingestion.env);
  const seen = ingestion.envelopes.map(({ data: { baseData } }) => [
    baseData.metrics?.[0]?.value,
    baseData.properties,
  ]);
  assert.deepEqual(seen, [
    [2, { code: 'A' }],
    [2, { code: 'other' }],
    [12, { profile: 'REST-A' }],
  ]);
});

test('where the package is not installed calls go on, and a warning says so', async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  for (const file of ['telemetry', 'telemetry-worker', 'metrics', 'settings', 'errors']) {
    await cp(join(root, `shared/${file}.ts`), join(folder, `shared/${file}.ts`));
  }
  const program = `
    import { count } from './shared/metrics.ts';
    import { flushTelemetry, startTelemetry, telemetryState } from './shared/telemetry.ts';
    startTelemetry();
    count('refusal', {});
    await flushTelemetry();
    count('refusal', {});
    await flushTelemetry();
    console.log(JSON.stringify(telemetryState()));`;
  const connection = 'InstrumentationKey=00000000-0000-4000-8000-000000000000';
  const env = { APPLICATIONINSIGHTS_CONNECTION_STRING: connection };
  const { printed, stderr } = await run(program, env, folder);
  assert.equal(printed, 'failed');
  assert.match(stderr, /Warning: The setting "APPLICATIONINSIGHTS_CONNECTION_STRING" is there/);
  assert.doesNotMatch(stderr, /InstrumentationKey/);
});
