import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { keysFrom } from '../../caller/keys.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a key is a variable of that name, else a file', async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, 'B2C_1A_A.pem'), 'file A');
  await writeFile(join(folder, 'B2C_1A_B.pem'), 'file B');
  const keys = keysFrom({ B2C_1A_A: 'variable A' }, folder);
  const values = ['B2C_1A_A', 'B2C_1A_B', 'B2C_1A_C'].map(keys);
  assert.deepEqual(values, ['variable A', 'file B', undefined]);
});

test('a key never leads out of the folder', async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, 'secret.pem'), 'secret');
  const keys = keysFrom({}, join(folder, 'keys'));
  assert.throws(() => keys('../secret'), /"\.\.\/secret" is no StorageReferenceId/);
});
