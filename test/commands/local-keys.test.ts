import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { certificatePlaceholder, fillCertificates } from '../../commands/local-keys.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const settings = {
  Links__SigningKey: certificatePlaceholder,
  B2C_1A_RestApiKey: 'development-only-key',
  Absent: undefined,
};

test('a setting that wants a certificate gets one, the same at the next start; others stay', async (t) => {
  const folder = await temporaryFolder(t);
  const filled = await fillCertificates(settings, folder);
  assert.deepEqual(Object.keys(filled), ['Links__SigningKey']);
  const pem = filled['Links__SigningKey'] ?? '';
  assert.ok(new X509Certificate(pem).checkPrivateKey(createPrivateKey(pem)));
  assert.deepEqual(await fillCertificates(settings, folder), filled);
});
