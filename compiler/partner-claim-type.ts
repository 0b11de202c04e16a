import { fold } from './id-map.ts';
import type { ClaimReference, EffectivePolicy, TechnicalProfile } from './model.ts';

/**
 * The name under which a claim meets the other side: PartnerClaimType, else the claim type's default
 * for the profile's protocol, else the claim type's id. @see facts policy-language 3.3, engine 1.2
 */
export function partnerClaimTypeOf(
  { claimTypes }: Pick<EffectivePolicy, 'claimTypes'>,
  { protocol }: Pick<TechnicalProfile, 'protocol'>,
  {
    claimTypeReferenceId,
    partnerClaimType,
  }: Pick<ClaimReference, 'claimTypeReferenceId' | 'partnerClaimType'>,
): string {
  if (partnerClaimType) return partnerClaimType;
  const claimType = claimTypes.get(claimTypeReferenceId);
  const wanted = fold(protocol?.name ?? '');
  const byDefault = claimType?.defaultPartnerClaimTypes.find(({ name }) => fold(name) === wanted);
  return byDefault?.partnerClaimType || (claimType?.id ?? claimTypeReferenceId);
}
