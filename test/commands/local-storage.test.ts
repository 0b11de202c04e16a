import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { startLocalStorage, withRunningStorage } from '../../commands/local-storage.ts';
import { Running } from '../../commands/running.ts';
import { root } from '../support/club.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ofThisMachine = { Storage: 'UseDevelopmentStorage=true' };

test('other commands reach the storage of this machine as long as it runs, and no other', async (t) => {
  const data = await temporaryFolder(t);
  const running = new Running();
  t.after(() => running.stop());
  assert.deepEqual(withRunningStorage(ofThisMachine, data), ofThisMachine);
  const storage = await startLocalStorage(root, join(data, 'storage'), running);
  const { connectionString } = storage ?? {};
  assert.deepEqual(withRunningStorage(ofThisMachine, data), { Storage: connectionString });
  const deployed = { Storage__accountName: 'club' };
  assert.deepEqual(withRunningStorage(deployed, data), deployed);
  await running.stop();
  assert.deepEqual(withRunningStorage(ofThisMachine, data), ofThisMachine);
});
