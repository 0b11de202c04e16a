import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { test } from 'node:test';
import { LocalKeyStore } from '../../emulator/local-key-store.ts';
import { seededBytes } from '../../emulator/seeded-bytes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { authorize, tokenTenant, verify } from '../support/token-policy.ts';

const now = () => new Date('2026-01-01');
const open = (folder: string) =>
  new LocalKeyStore({ now, randomBytes: seededBytes('keys'), secrets: () => undefined, folder });

test('keys roll over: new tokens have the new key, old ones are believed', async (t) => {
  const tenant = await tokenTenant(t, {}, { now });
  const first = await authorize(tenant, { response_type: 'id_token' });
  const made = await tenant.keyStore.rollOver('B2C_1A_Signing');
  const second = await authorize(tenant, { response_type: 'id_token' });
  const [before, after] = [
    await verify(tenant, first['id_token']),
    await verify(tenant, second['id_token']),
  ];
  assert.notEqual(before.protectedHeader.kid, after.protectedHeader.kid);
  assert.equal(after.protectedHeader.kid, made.keyId);
});

test('keys are the same after a restart, the newest signs, and only their owner can read the file', async (t) => {
  const folder = await temporaryFolder(t);
  const before = open(folder);
  const first = await before.signingKey('B2C_1A_Signing');
  const second = await before.rollOver('b2c_1a_signing');
  const after = open(folder);
  assert.equal((await after.signingKey('B2C_1A_SIGNING')).keyId, second.keyId);
  const shown = (await after.signingKeys()).map(({ keyId }) => keyId);
  assert.deepEqual(shown, [second.keyId, first.keyId]);
  assert.equal((await stat(`${folder}/policy-keys.json`)).mode & 0o077, 0);
});

test('a key that several ask for at one time is one key', async (t) => {
  const store = open(await temporaryFolder(t));
  const asked = await Promise.all(['A', 'a', 'A'].map((name) => store.signingKey(name)));
  assert.equal(new Set(asked.map(({ keyId }) => keyId)).size, 1);
});
