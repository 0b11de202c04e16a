import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { TableClient } from '@azure/data-tables';
import { startAzurite } from '../support/azurite.ts';

const azurite = await startAzurite({ after });
const env = {
  ...process.env,
  AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
  Storage: azurite.connectionString,
  Idempotency__Key: 'a secret of this test, and long enough',
};

/** A process that takes one delivery: it leaves its effect in a table, and may be killed right after. */
const program = `
  import { invoke, jsonBody } from './test/support/invocation.ts';
  import { profile } from './test/support/served-profile.ts';
  import { serve } from './shared/serve.ts';
  import { defineTable } from './shared/storage.ts';
  import * as z from 'zod';
  import { ofTest } from './test/support/table-of-test.ts';
  const [correlationId, effect, end] = process.argv.slice(1);
  const effects = defineTable('effects', z.object({ at: z.date() }), ofTest);
  const handler = serve(profile, async () => {
    await effects.put({ partition: correlationId, row: effect }, { at: new Date() });
    if (end === 'dies') process.kill(process.pid, 'SIGKILL');
    return { text: effect };
  }, { once: true, deadlineMs: end === 'dies' ? 4000 : 8000 });
  console.log((await invoke(handler, jsonBody({ correlationId }))).text);
`;

async function deliver(correlationId: string, effect: string, end: 'dies' | 'answers') {
  const args = ['--input-type=module', '-e', program, correlationId, effect, end];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  await once(child, 'close');
  return stdout.trim();
}

async function effectsOf(correlationId: string): Promise<string[]> {
  const insecure = { allowInsecureConnection: true };
  const table = TableClient.fromConnectionString(azurite.connectionString, 'effects', insecure);
  const filter = `PartitionKey eq '${correlationId}'`;
  const rows: string[] = [];
  for await (const { rowKey = '' } of table.listEntities({ queryOptions: { filter } })) {
    rows.push(rowKey);
  }
  return rows.sort();
}

test('the effect of a process that is killed before its reply comes once more, and no third time', async () => {
  const journey = randomUUID();
  assert.equal(await deliver(journey, 'first', 'dies'), '');
  assert.equal(await deliver(journey, 'second', 'answers'), '{"text":"second"}');
  assert.equal(await deliver(journey, 'third', 'answers'), '{"text":"second"}');
  assert.deepEqual(await effectsOf(journey), ['first', 'second']);
});

test('two processes, one after the other, have one effect', async () => {
  const journey = randomUUID();
  const first = await deliver(journey, 'first', 'answers');
  assert.equal(await deliver(journey, 'second', 'answers'), first);
  assert.deepEqual(await effectsOf(journey), ['first']);
});

test('three processes at a time have one effect', async () => {
  const journey = randomUUID();
  const names = ['one', 'two', 'three'];
  const texts = await Promise.all(names.map((name) => deliver(journey, name, 'answers')));
  assert.equal(new Set(texts).size, 1);
  assert.equal((await effectsOf(journey)).length, 1);
});
