import { fold } from './id-map.ts';
import type { EffectivePolicy, OutputClaim, TechnicalProfile } from './model.ts';
import { transformedClaims } from './written-claims.ts';

/**
 * The name that a claim travels under: its PartnerClaimType, else the claim type's default for the
 * protocol, else the claim's id. @see facts policy-language 3.3
 */
export function tokenClaimName(
  { claimTypes }: Pick<EffectivePolicy, 'claimTypes'>,
  { protocol }: TechnicalProfile,
  { partnerClaimType, claimTypeReferenceId }: OutputClaim,
): string {
  if (partnerClaimType !== undefined && partnerClaimType !== '') return partnerClaimType;
  const claimType = claimTypes.get(claimTypeReferenceId);
  const name = fold(protocol?.name ?? '');
  const byProtocol = claimType?.defaultPartnerClaimTypes.find((each) => fold(each.name) === name);
  return byProtocol?.partnerClaimType ?? claimType?.id ?? claimTypeReferenceId;
}

/** The output claims of the relying party that some step must set: neither its DefaultValue nor it itself does. */
export function claimsToIssue(policy: EffectivePolicy): OutputClaim[] {
  return (policy.relyingParty?.technicalProfiles ?? []).flatMap((profile) => {
    const { inputClaimsTransformations, outputClaimsTransformations, outputClaims } = profile;
    const own = [...inputClaimsTransformations, ...outputClaimsTransformations];
    const transformed = new Set(transformedClaims(policy, own));
    return outputClaims.filter(
      ({ claimTypeReferenceId, defaultValue }) =>
        defaultValue === undefined && !transformed.has(fold(claimTypeReferenceId)),
    );
  });
}
