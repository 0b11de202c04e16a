import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { defineOneTimeCodes } from '../../shared/one-time-codes.ts';
import { serve } from '../../shared/serve.ts';
import { invoke, jsonBody } from '../support/invocation.ts';
import { startLosingStorage } from '../support/losing-storage.ts';
import { profile } from '../support/served-profile.ts';

/* The SDK repeats a creation whose answer was lost, and is told that the key is taken: by ourselves. */

const storage = await startLosingStorage({ after });
const secret = 'a secret of this test, and long enough';
const environment = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development', Idempotency__Key: secret };
Object.assign(process.env, environment, {
  Storage: storage.connectionString,
  Digest__Key: secret,
});

test('a request that is marked by ourselves is ours: its work is done, once', async () => {
  let effects = 0;
  const handler = serve(profile, () => ({ points: ++effects }), { environment, once: true });
  const call = (correlationId: string) => invoke(handler, jsonBody({ correlationId }));
  await call(randomUUID()); // makes the table
  const correlationId = randomUUID();
  storage.loseNext();
  const { status, json } = await call(correlationId);
  assert.deepEqual({ status, json }, { status: 200, json: { points: 2 } });
  assert.equal(storage.isLosing(), false);
  assert.deepEqual((await call(correlationId)).json, { points: 2 });
});

test('a code that is on record already is sent, and once', async () => {
  const codes = defineOneTimeCodes({
    table: 'lostcodes',
    recipient: 'address',
    normalize: (to) => to,
  });
  let sent = 0;
  const send = (recipient: string) =>
    codes.send({ recipient, journey: 'j', now: new Date() }, async () => {
      sent += 1;
      return 'taken';
    });
  await send('ada'); // makes the table
  storage.loseNext();
  assert.deepEqual(await send('grace'), { outcome: 'sent' });
  assert.equal(storage.isLosing(), false);
  assert.equal(sent, 2);
});
