import { fold } from './id-map.ts';
import type { EffectivePolicy, OutputClaim, TechnicalProfile } from './model.ts';

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
