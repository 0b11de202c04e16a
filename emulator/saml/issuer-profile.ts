import { metadataValue } from '../../compiler/metadata-value.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from '../../compiler/model.ts';
import { policyKeyOf } from '../../compiler/policy-key.ts';
import { technicalProfileType } from '../../compiler/technical-profile-type.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import type { PolicyCertificate } from '../key-store.ts';
import type { Tenant } from '../tenant.ts';
import { isSamlPolicy, relyingPartyMetadata } from './application.ts';
import type { SamlSigners } from './saml-response.ts';
import { isNotFalse, requireHash } from './service-provider.ts';

/** The SAML issuer of a policy whose applications speak SAML; undefined where it has none. */
export function samlIssuerOf(policy: EffectivePolicy): EffectiveTechnicalProfile | undefined {
  if (!isSamlPolicy(policy)) return undefined;
  return policy.technicalProfiles
    .values()
    .find((profile) => technicalProfileType(profile) === 'samlIssuer');
}

/** What the issuer calls itself: `IssuerUri`, else where the policy stands. */
export function issuerUri(profile: EffectiveTechnicalProfile, base: string): string {
  return metadataValue(profile, 'IssuerUri') ?? base;
}

/**
 * The certificate of one of the issuer's keys; the first of the ids that it has.
 * @throws {JourneyFailed} AADB2C90025 where it has none of them
 */
export function issuerCertificate(
  { keyStore }: Pick<Tenant, 'keyStore'>,
  profile: EffectiveTechnicalProfile,
  ids: readonly string[],
): Promise<PolicyCertificate> {
  const key = ids.map((id) => policyKeyOf(profile, id)).find((found) => found !== undefined);
  if (key !== undefined) return keyStore.certificate(key);
  const message = `"${profile.id}" has no key "${ids[0]}".`;
  throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90025', isRedirectable: false });
}

/** What signs assertions and responses of the policy. @see facts engine 2.12 */
export async function issuerSigners(
  tenant: Pick<Tenant, 'keyStore'>,
  policy: EffectivePolicy,
  profile: EffectiveTechnicalProfile,
): Promise<SamlSigners> {
  const assertionKeys = ['SamlAssertionSigning', 'SamlMessageSigning'];
  const isResponseSigned = isNotFalse(relyingPartyMetadata(policy, 'WantsSignedResponses'));
  return {
    hash: requireHash(profile.id, metadataValue(profile, 'XmlSignatureAlgorithm')),
    assertion: await issuerCertificate(tenant, profile, assertionKeys),
    ...(isResponseSigned
      ? { response: await issuerCertificate(tenant, profile, ['SamlMessageSigning']) }
      : {}),
  };
}
