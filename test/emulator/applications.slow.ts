import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { runHttpsEmulator } from '../support/running-emulator.ts';

const run = promisify(execFile);
const application = join(import.meta.dirname, '../support/msal-application.ts');
const starterPack = '../shared/corpus/starterpack/LocalAccounts';

test('MSAL and openid-client sign in, get tokens, refresh them and sign out, over HTTPS with the certificate trusted', async (t) => {
  const ada = { displayName: 'Ada', email: 'ada@example.org', password: 'Correct-horse-7' };
  const { emulator, httpsOrigin, authorityFile } = await runHttpsEmulator(t, {
    folders: [starterPack],
    seed: [ada],
  });
  const tenant = 'yourtenant.onmicrosoft.com';
  const policy = 'B2C_1A_signup_signin';
  const args = [application, httpsOrigin, tenant, policy, ada.email, ada.password];
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: authorityFile };
  const { stdout } = await run(process.execPath, args, { env });
  const told = JSON.parse(stdout);
  const [user] = emulator.site.tenant.directory.users();
  assert.deepEqual(told, {
    name: 'Ada',
    homeAccountId: `${user?.objectId}-b2c_1a_signup_signin.${emulator.site.tenant.objectId}`,
    hasAccessToken: true,
    isRefreshed: true,
    subject: user?.objectId,
    sameSubject: user?.objectId,
    signedOutTo: 'http://localhost:4200/signed-in',
  });
});

test('a client that does not trust the certificate does not get through', async (t) => {
  const { httpsOrigin } = await runHttpsEmulator(t, { folders: [starterPack] });
  const reason = await fetch(`${httpsOrigin}/_emulator/api/health`).catch(
    (cause: Error & { cause: { code: string } }) => cause.cause.code,
  );
  assert.equal(reason, 'SELF_SIGNED_CERT_IN_CHAIN');
});
