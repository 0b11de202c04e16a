import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { azureService } from '../../commands/azure-service.ts';
import { KeyVault } from '../../commands/key-vault.ts';
import { seedSecrets } from '../../commands/keys-seed.ts';
import { startAzureServices } from '../support/azure-services.ts';
import { identityToken } from '../support/managed-identity.ts';

async function seeding(t: TestContext, settings: readonly string[]) {
  const services = await startAzureServices(t);
  const waits: number[] = [];
  const said: string[] = [];
  const made: string[] = [];
  const wait = async (ms: number) => {
    waits.push(ms);
  };
  const service = azureService({
    ...{ name: 'Key Vault', origin: services.env['AZURE_KEY_VAULT_ENDPOINT'] ?? '', wait },
    ...{ scope: 'https://vault.azure.net/.default', tokens: async () => identityToken },
  });
  const run = () =>
    seedSecrets({
      vault: new KeyVault(service),
      ...{ prefix: 'club-', settings, wait, say: (line: string) => said.push(line) },
      random() {
        made.push('');
        return `random-${made.length}`;
      },
    });
  return { ...services, run, waits, said };
}

test('an empty vault gets a random value and the same as next one, each under its name', async (t) => {
  const { run, secret, said } = await seeding(t, ['B2C_1A_RestPassword', 'Health__Key']);
  assert.equal(await run(), 2);
  assert.equal(secret('club-B2C-1A-RestPassword'), 'random-1');
  assert.equal(secret('club-B2C-1A-RestPassword--Next'), 'random-1');
  assert.equal(secret('club-Health--Key'), 'random-2');
  assert.deepEqual(said, ['made   club-B2C-1A-RestPassword', 'made   club-Health--Key']);
});

test('what is there stays, also the other half of an interrupted run', async (t) => {
  const { run, secret, state, said } = await seeding(t, ['A', 'B']);
  state.secrets.set('club-a', [{ value: 'mine', tags: {}, version: 'v1' }]);
  assert.equal(await run(), 2);
  assert.equal(await run(), 0);
  assert.deepEqual([secret('club-A'), secret('club-A--Next')], ['mine', 'mine']);
  assert.equal(state.secrets.get('club-a')?.length, 1);
  assert.deepEqual(said.slice(2), ['there  club-A', 'there  club-B']);
});

test('a role that is new is waited for, and throttling too', async (t) => {
  const { run, state, waits, said } = await seeding(t, ['A']);
  const path = /^\/secrets\//;
  state.faults.push({ path, status: 403 }, { path, status: 403 }, { path, status: 429 });
  assert.equal(await run(), 1);
  assert.deepEqual(waits, [15_000, 15_000, 1000]);
  assert.match(said[0] ?? '', /a new role takes minutes/);
});

test('another refusal is told with the name and without the value', async (t) => {
  const { run, state } = await seeding(t, ['A']);
  state.faults.push({ path: /^\/secrets\/club-A$/, status: 409 });
  await assert.rejects(run(), (error: Error) => {
    assert.match(
      error.message,
      /^Key Vault refuses "GET \/secrets\/club-A" with 409: without a word$/,
    );
    assert.doesNotMatch(error.message, /random/);
    return true;
  });
});
