import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { runNode } from '../support/project-copy.ts';

const root = join(import.meta.dirname, '../..');

function keys(...args: string[]) {
  return runNode(root, join(root, 'cli.ts'), 'keys', ...args);
}

interface Described {
  readonly storageReferenceId: string;
  readonly purpose: string;
  readonly keyVault: readonly string[];
  readonly settings: readonly string[];
}

test('every policy key of the policies is told with its way into the tenant', async () => {
  const { code, stdout, stderr } = await keys('--json');
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  const told: { tenant: string; keys: Described[] } = JSON.parse(stdout);
  const files = globSync('policies/*.xml', { cwd: root, absolute: true });
  const named = files.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/StorageReferenceId="([^"]+)"/g),
  ]);
  const ids = new Set(named.map(([, id]) => id));
  assert.deepEqual(new Set(told.keys.map(({ storageReferenceId }) => storageReferenceId)), ids);
  assert.equal(told.tenant, 'alderlakerowing.onmicrosoft.com');
  const purposes = Object.fromEntries(told.keys.map((key) => [key.storageReferenceId, key]));
  assert.equal(purposes['B2C_1A_RestClientSecret']?.purpose, 'partner');
  assert.equal(purposes['B2C_1A_TokenSigningKeyContainer']?.purpose, 'signing');
  assert.deepEqual(purposes['B2C_1A_RestClientCertificate']?.settings, [
    'B2C_1A_RestClientCertificate__Thumbprints',
  ]);
  const { purpose, keyVault, settings } = purposes['B2C_1A_RestPassword'] ?? {};
  assert.deepEqual(
    { purpose, keyVault, settings },
    {
      purpose: 'backend',
      keyVault: [
        'alderlakerowing-B2C-1A-RestPassword',
        'alderlakerowing-B2C-1A-RestPassword--Next',
      ],
      settings: ['B2C_1A_RestPassword', 'B2C_1A_RestPassword__Next'],
    },
  );
});

test('as text each key has its uses, its portal options and its calls of Graph', async () => {
  const { code, stdout } = await keys('--env', 'Local');
  assert.equal(code, 0);
  assert.match(stdout, /^\d+ policy keys of alderlakerowingdev\.onmicrosoft\.com\./);
  assert.match(stdout, /^B2C_1A_RestToken {2}backend\n {2}used by {3}REST-RecordPasswordReset \(/m);
  assert.match(stdout, /keySets\/B2C_1A_RestToken\/uploadSecret \{"use":"enc","k":"<the value>"\}/);
});
