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

/** What local.settings.json has where a key with its certificate belongs. */
export const certificatePlaceholder = 'development-only-certificate';

/**
 * Makes a key with a certificate for each setting that only says that it wants one, at first use: keys
 * that functions sign with are different on each machine, and in no repository.
 * @returns those settings with their PEM
 */
export async function fillCertificates(
  settings: Readonly<Record<string, string | undefined>>,
  keyFolder: string,
): Promise<Record<string, string>> {
  const wanted = Object.keys(settings).filter((name) => settings[name] === certificatePlaceholder);
  const filled: [string, string][] = [];
  for (const name of wanted) {
    const { pem } = await ensureClientCertificate({
      folder: keyFolder,
      storageReferenceId: name,
      now: new Date(),
    });
    filled.push([name, pem]);
  }
  return Object.fromEntries(filled);
}
