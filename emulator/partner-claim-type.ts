import { fold } from '../compiler/id-map.ts';
import type {
  ClaimReference,
  EffectivePolicy,
  EffectiveTechnicalProfile,
} from '../compiler/model.ts';

/** The policy and the profile that a claim is referred to in. */
interface ReferringProfile {
  readonly policy: EffectivePolicy;
  readonly profile: EffectiveTechnicalProfile;
}

/**
 * PartnerClaimType of the reference, else the ClaimType's default for the profile's protocol, else
 * the ClaimType's id. @see facts engine 1.2
 */
export function partnerClaimTypeOf(
  { policy, profile }: ReferringProfile,
  {
    claimTypeReferenceId,
    partnerClaimType,
  }: Pick<ClaimReference, 'claimTypeReferenceId' | 'partnerClaimType'>,
): string {
  if (partnerClaimType) return partnerClaimType;
  const claimType = policy.claimTypes.get(claimTypeReferenceId);
  const protocol = fold(profile.protocol?.name ?? '');
  const byDefault = claimType?.defaultPartnerClaimTypes.find(({ name }) => fold(name) === protocol);
  return byDefault?.partnerClaimType ?? claimType?.id ?? claimTypeReferenceId;
}
