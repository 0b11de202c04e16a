import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { startAzureServices } from '../support/azure-services.ts';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);

test("azd's hook fills the vault, lets the app read it, and prints no value", async (t) => {
  const { state, env, secret } = await startAzureServices(t);
  let refreshed = 0;
  state.onRefresh = () => {
    refreshed += 1;
  };
  const hook = join(root, 'infra/hooks/postprovision.mjs');
  const deployment = { SERVICE_API_URI: 'https://func-club.azurewebsites.net' };
  const options = { cwd: root, env: { ...process.env, ...env, ...deployment } };
  const first = await run(process.execPath, [hook], options);
  const values = [...state.secrets.values()].flat().map(({ value }) => value);
  assert.match(secret('alderlakerowing-B2C-1A-RestPassword') ?? '', /^[A-Za-z0-9_-]{43}$/);
  assert.equal(new Set(values).size * 2, values.length, 'each is another, and is its next one too');
  assert.match(first.stdout, /^made {3}alderlakerowing-Idempotency--Key$/m);
  assert.match(first.stdout, /ApiUrl of .* is https:\/\/func-club\.azurewebsites\.net\/api$/m);
  assert.match(first.stdout, /^ {2}B2C_1A_RestClientCertificate {2}client-certificate$/m);
  for (const value of values) assert.ok(!`${first.stdout}${first.stderr}`.includes(value));
  const second = await run(process.execPath, [hook], options);
  assert.doesNotMatch(second.stdout, /^made/m);
  assert.deepEqual({ refreshed, left: values.length }, { refreshed: 1, left: values.length });
});
