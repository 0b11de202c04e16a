import { ensureClientCertificate } from '../caller/client-certificate.ts';
import type { EffectivePolicy } from '../compiler/model.ts';
import { readRestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';

/** Makes the development certificates that RESTful technical profiles of the policies show, at first use. */
export async function prepareClientCertificates(
  policies: readonly EffectivePolicy[],
  folder: string,
): Promise<void> {
  const ids = new Set(policies.flatMap((policy) => [...certificatesOf(policy)]));
  for (const storageReferenceId of ids) {
    await ensureClientCertificate({ folder, storageReferenceId, now: new Date() });
  }
}

function* certificatesOf(policy: EffectivePolicy): Generator<string> {
  for (const profile of policy.technicalProfiles.values()) {
    const { restful } = readRestfulTechnicalProfile(policy, profile);
    if (restful?.authentication.type !== 'ClientCertificate') continue;
    yield restful.authentication.certificate;
  }
}
