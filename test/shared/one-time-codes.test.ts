import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { TableClient } from '@azure/data-tables';
import { defineOneTimeCodes } from '../../shared/one-time-codes.ts';
import { startAzurite } from '../support/azurite.ts';

const { connectionString } = await startAzurite({ after });
Object.assign(process.env, {
  Storage: connectionString,
  Digest__Key: 'a-key-that-is-as-long-as-it-has-to-be',
  AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
});

const table = 'codesoftest';
const codes = defineOneTimeCodes({ table, recipient: 'address', normalize: (to) => to });
const at = (minutes: number) => new Date(Date.UTC(2031, 4, 4, 10, minutes));

/** When the only entity is as good as deleted. */
async function end(): Promise<unknown> {
  const client = TableClient.fromConnectionString(connectionString, table, {
    allowInsecureConnection: true,
  });
  const { value } = await client.listEntities<{ expiresAt: Date }>().next();
  return value?.expiresAt;
}

test('an attempt keeps nobody longer on record than docs/data.md says: an hour from the code', async () => {
  const request = { recipient: 'ada', journey: randomUUID(), now: at(0) };
  await codes.send(request, async () => 'taken');
  assert.deepEqual(await end(), at(60));
  assert.equal(await codes.verify({ ...request, now: at(9), code: 'wrong' }), 'wrong');
  assert.deepEqual(await end(), at(60));
});
