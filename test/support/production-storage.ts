import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import jsonwebtoken from 'jsonwebtoken';
import { startSecureAzurite } from './azurite.ts';
import type { TestCertificate } from './certificates.ts';
import { startManagedIdentity } from './managed-identity.ts';
import { temporaryFolder } from './temporary-folder.ts';

/**
 * Table storage as production has it: over HTTPS, without a connection string, by a managed identity
 * whose tokens come from App Service's endpoint. Azurite checks their issuer, audience and time, and, as
 * nobody here can sign for Entra, no signature. The SDK takes any table service of this machine for that
 * of Cosmos DB and asks for its token: it gets the one for storage. Returns the settings that the platform and Bicep would set.
 */
export async function startProductionStorage(
  t: TestContext,
  certificate: TestCertificate,
): Promise<Readonly<Record<string, string>>> {
  const folder = await temporaryFolder(t);
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  await writeFile(cert, certificate.pem);
  await writeFile(key, certificate.privateKey, { mode: 0o600 });
  const uri = await startSecureAzurite(t, { cert, key });
  const identity = await startManagedIdentity(t, storageToken);
  return {
    ...{ Storage__tableServiceUri: uri, Storage__clientId: '5f0c1f6e-3f0e-4b35-9d0b-6c2f7f4b1a09' },
    ...identity.env,
    NODE_EXTRA_CA_CERTS: cert,
  };
}

function storageToken(): string {
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now, nbf: now - 60, exp: now + 3600 };
  const iss = 'https://sts.windows.net/5f0c1f6e-3f0e-4b35-9d0b-6c2f7f4b1a00/';
  const claims = { ...times, iss, aud: 'https://storage.azure.com/' };
  return jsonwebtoken.sign(claims, 'of-this-test-alone');
}
