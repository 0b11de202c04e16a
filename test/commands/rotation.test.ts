import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { azureService } from '../../commands/azure-service.ts';
import { KeyVault } from '../../commands/key-vault.ts';
import { type RotationParts, rotate } from '../../commands/rotation.ts';
import { rotationState, rotationTable } from '../../commands/rotation-state.ts';
import { startAzureServices } from '../support/azure-services.ts';
import { identityToken } from '../support/managed-identity.ts';

const start = Date.parse('2026-11-23T08:00:00Z');
const minute = 60_000;

/** A key that is steady, and everything around it that a rotation talks to. */
async function rotation(t: TestContext, own: Partial<RotationParts> = {}) {
  const services = await startAzureServices(t);
  const service = azureService({
    ...{ name: 'Key Vault', origin: services.env['AZURE_KEY_VAULT_ENDPOINT'] ?? '' },
    ...{ scope: '', tokens: async () => identityToken },
  });
  const value = { value: 'old', tags: {}, version: 'v1' };
  services.state.secrets.set('club-key', [value]).set('club-key--next', [value]);
  const done: string[] = [];
  const clock = { now: start };
  const usage = { current: 0, next: 3 };
  const parts: RotationParts = {
    ...{ vault: new KeyVault(service), prefix: 'club-', storageReferenceId: 'Key' },
    ...{ random: () => 'new', now: () => new Date(clock.now), quietMinutes: 60 },
    async refresh() {
      done.push('refresh');
    },
    async refusing(tried) {
      done.push(`ask with ${tried}`);
      return [];
    },
    async upload(sent) {
      done.push(`upload ${sent}`);
      return true;
    },
    async usage(since) {
      done.push(`usage since ${since.toISOString()}`);
      return usage;
    },
    say: () => {},
    ...own,
  };
  const values = () => [services.secret('club-Key'), services.secret('club-Key--Next')];
  return { ...services, run: () => rotate(parts), values, done, clock, usage };
}

test('a rotation goes to B2C, waits, and ends where it began with the new value', async (t) => {
  const { run, values, done, clock } = await rotation(t);
  assert.equal(await run(), 'uploaded');
  assert.deepEqual(values(), ['old', 'new']);
  assert.deepEqual(done, ['refresh', 'ask with new', 'upload new']);
  clock.now += 61 * minute;
  assert.equal(await run(), 'steady');
  assert.deepEqual(values(), ['new', 'new']);
  assert.deepEqual(done.slice(3), ['usage since 2026-11-23T08:01:00.000Z', 'refresh']);
});

const refusals = [
  { name: 'too early', after: 59, used: { current: 0, next: 9 }, says: /come back in 1 minutes/ },
  {
    name: 'calls with the old value',
    after: 61,
    used: { current: 1, next: 9 },
    says: /1 calls used the old value in the last 60 minutes: it is not retired/,
  },
  { name: 'no calls at all', after: 61, used: { current: 0, next: 0 }, says: /nothing shows/ },
];
for (const { name, after, used, says } of refusals) {
  test(`the old value is not retired: ${name}`, async (t) => {
    const { run, values, clock, usage } = await rotation(t);
    await run();
    clock.now += after * minute;
    Object.assign(usage, used);
    await assert.rejects(run(), says);
    assert.deepEqual(values(), ['old', 'new']);
  });
}

test('B2C gets no value that a profile refuses', async (t) => {
  const { run, values, done } = await rotation(t, { refusing: async () => ['REST-A'] });
  await assert.rejects(run(), /do not take the new value yet: REST-A\.$/);
  await assert.rejects(run(), /REST-A/);
  assert.deepEqual(values(), ['old', 'new'], 'the second run made no second value');
  assert.deepEqual(done, ['refresh', 'refresh']);
});

test('whoever uploads by hand says so', async (t) => {
  const { run, done } = await rotation(t, { upload: async () => false });
  assert.equal(await run(), 'accepted');
  assert.equal(await run(), 'accepted');
  assert.deepEqual(done, ['refresh', 'ask with new']);
});

/** Every call of a rotation of two runs may be the last one before the network goes. */
test('interrupted anywhere, it is completed by the next run with one new value', async (t) => {
  const whole = await rotation(t);
  await whole.run();
  whole.clock.now += 61 * minute;
  await whole.run();
  const calls = whole.state.calls.length;
  assert.ok(calls > 10);
  for (let last = 0; last < calls; last += 1) {
    const { run, state, values, clock } = await rotation(t);
    const broken = { path: /./, status: 400 };
    const isCut = () => state.calls.length >= last && state.faults.push(broken);
    await cutAfter(run, isCut, state.calls);
    state.faults.length = 0;
    for (let runs = 0; values()[0] !== 'new' || runs === 0; runs += 1) {
      assert.ok(runs < 4, `after call ${last} it comes to an end`);
      await run().catch(() => {});
      clock.now += 61 * minute;
    }
    assert.deepEqual(values(), ['new', 'new']);
    assert.equal(state.secrets.get('club-key--next')?.length, 2, `after call ${last}`);
  }
});

/** Runs until the given call, which fails. */
async function cutAfter(run: () => Promise<unknown>, isCut: () => unknown, calls: string[]) {
  const push = calls.push.bind(calls);
  calls.push = (...items) => {
    const length = push(...items);
    isCut();
    return length;
  };
  await run().catch(() => {});
  calls.push = push;
}

test('each state has one row, in the order of the way', () => {
  assert.deepEqual(
    rotationTable.map(({ state }) => state),
    ['steady', 'written', 'accepted', 'uploaded', 'swapped'],
  );
  const secret = { value: 'a', version: 'v1', tags: {} };
  assert.equal(rotationState({ current: secret, next: undefined }), 'steady');
  assert.equal(rotationState({ current: secret, next: { ...secret, value: 'b' } }), 'written');
});
