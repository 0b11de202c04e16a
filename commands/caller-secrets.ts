import { join } from 'node:path';
import { readClientCertificate } from '../caller/client-certificate.ts';
import type { Expiring } from '../caller/doctor-check.ts';
import { type Keys, keysFrom } from '../caller/keys.ts';
import { keyVaultName } from '../compiler/key-vault-name.ts';
import { hostOf, isLoopback } from '../compiler/service-host.ts';
import { readAzdValues } from './azd-values.ts';
import { azureTokens } from './azure-tokens.ts';
import type { DoctorFlags } from './doctor.ts';
import { openKeyVault } from './key-vault.ts';
import { readLocalSettings } from './local-settings.ts';
import { backendIds, readTenantKeys } from './policy-keys.ts';

/** What a caller of a deployment has, and when it ends. */
export interface CallerSecrets {
  readonly keys: Keys;
  readonly expiring: (ids: readonly string[]) => readonly Expiring[];
}

/**
 * The secrets for a deployment. Those of this machine's local.settings.json are for this machine alone:
 * elsewhere they come from variables, and with `--vault` from Key Vault, under the environment's tenant.
 */
export async function callerSecrets(flags: DoctorFlags, url: URL): Promise<CallerSecrets> {
  const isHere = isLoopback(hostOf(url.href) ?? '');
  const settings = isHere ? readLocalSettings() : withoutDevelopment(process.env);
  const vault = flags.vault ? await readVault(flags) : undefined;
  const own = keysFrom({ ...settings, ...vault?.values }, join(flags.data, 'keys'));
  const expiring = (ids: readonly string[]) => [
    ...(vault?.expiring ?? []),
    ...ids.flatMap((name) => certificateOf(name, own)),
  ];
  return { keys: own, expiring };
}

function withoutDevelopment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const entries = Object.entries(environment);
  return Object.fromEntries(entries.filter(([, value]) => !value?.startsWith('development-only-')));
}

async function readVault(flags: DoctorFlags) {
  const { policies, env } = flags;
  const tenantKeys = readTenantKeys({ ...(policies ? { policies } : {}), env });
  const values = readAzdValues();
  const vault = openKeyVault(values, await azureTokens(values));
  const secrets: Record<string, string> = {};
  const expiring: Expiring[] = [];
  for (const setting of [...backendIds(tenantKeys), 'Health__Key']) {
    const name = keyVaultName({ ...tenantKeys, setting });
    const secret = await vault.read(name);
    if (secret) secrets[setting] = secret.value;
    if (secret?.expires) expiring.push({ name, expires: secret.expires });
  }
  return { values: secrets, expiring };
}

/** A policy key that is a certificate, in PEM. */
function certificateOf(name: string, keys: Keys): Expiring[] {
  const pem = keys(name);
  if (!pem?.includes('-----BEGIN CERTIFICATE-----')) return [];
  return [{ name, expires: readClientCertificate(pem).expires }];
}
