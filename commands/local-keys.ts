import { ensureClientCertificate } from '../caller/client-certificate.ts';
import type { LocalProfile } from './local-policies.ts';

/**
 * Makes the development certificates that the profiles name, at first use, and gives the settings
 * that pin them: `<StorageReferenceId>__Thumbprints`.
 */
export async function prepareCertificates(
  profiles: readonly LocalProfile[],
  keyFolder: string,
): Promise<Record<string, string>> {
  const ids = new Set(
    profiles.flatMap(({ restful: { authentication } }) =>
      authentication.type === 'ClientCertificate' ? [authentication.certificate] : [],
    ),
  );
  const pins: [string, string][] = [];
  for (const storageReferenceId of ids) {
    const wanted = { folder: keyFolder, storageReferenceId, now: new Date() };
    const { thumbprint } = await ensureClientCertificate(wanted);
    pins.push([`${storageReferenceId}__Thumbprints`, thumbprint]);
  }
  return Object.fromEntries(pins);
}
