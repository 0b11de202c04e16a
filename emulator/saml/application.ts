import { metadataValue } from '../../compiler/metadata-value.ts';
import type { EffectivePolicy } from '../../compiler/model.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import { fetchText } from '../fetch-text.ts';
import type { Tenant } from '../tenant.ts';
import { readSamlMetadata, type SamlParty } from './saml-metadata.ts';

/** A metadata item of the relying party's own technical profile. @see facts engine 2.12 */
export function relyingPartyMetadata(policy: EffectivePolicy, key: string): string | undefined {
  const [profile] = policy.relyingParty?.technicalProfiles ?? [];
  return profile && metadataValue(profile, key);
}

/** Whether applications speak SAML to the policy. */
export function isSamlPolicy({ relyingParty }: EffectivePolicy): boolean {
  return relyingParty?.technicalProfiles[0]?.protocol?.name === 'SAML2';
}

/**
 * The application of a SAML policy by its PartnerEntity: the XML itself, or its URL.
 * @throws {JourneyFailed} AADB2C90188 or AADB2C90242 where there is no metadata
 */
export async function applicationOf(tenant: Tenant, policy: EffectivePolicy): Promise<SamlParty> {
  const entity = relyingPartyMetadata(policy, 'PartnerEntity') ?? '';
  const isInline = entity.startsWith('<');
  const xml = isInline ? entity : await fetchMetadata(tenant, policy, entity);
  const party = readSamlMetadata(xml);
  if (party) return party;
  throw noMetadata(policy, isInline ? 'AADB2C90242' : 'AADB2C90188');
}

const limitMs = 30_000;

async function fetchMetadata(
  tenant: Tenant,
  policy: EffectivePolicy,
  url: string,
): Promise<string> {
  if (url === '') throw noMetadata(policy, 'AADB2C90022');
  try {
    return await fetchText(tenant, new URL(tenant.reach(url)), limitMs);
  } catch (cause) {
    if (cause instanceof JourneyFailed) throw cause; // it says how to allow the host
    throw noMetadata(policy, 'AADB2C90188', cause);
  }
}

function noMetadata({ policyId }: EffectivePolicy, aadb2cCode: string, cause?: unknown) {
  const why = cause instanceof Error ? ` ${cause.message}` : '';
  const message = `The relying party of "${policyId}" has no SAML metadata in its PartnerEntity.${why}`;
  return new JourneyFailed(message, { aadb2cCode, isRedirectable: false, cause });
}
