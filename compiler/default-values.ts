import type { EffectivePolicy, InputClaim } from './model.ts';
import type { PolicyElement } from './source.ts';
import { technicalProfileType } from './technical-profile-type.ts';

/** A claim in a list of a technical profile or display control, with what concerns its default. */
export interface ClaimWithDefault extends PolicyElement {
  readonly claimTypeReferenceId: string;
  readonly defaultValue?: string;
  readonly alwaysUseDefaultValue?: boolean;
}

const claimsByPolicy = new WeakMap<EffectivePolicy, readonly ClaimWithDefault[]>();

/** Claims of all lists that may say DefaultValue or AlwaysUseDefaultValue, and do. */
export function claimsWithDefaults(policy: EffectivePolicy): readonly ClaimWithDefault[] {
  const known = claimsByPolicy.get(policy);
  if (known) return known;
  const profiles = [
    ...policy.technicalProfiles.values(),
    ...(policy.relyingParty?.technicalProfiles ?? []),
  ];
  const lists: readonly (readonly ClaimWithDefault[])[] = [
    ...profiles.flatMap((each) => [each.inputClaims, each.persistedClaims, each.outputClaims]),
    ...policy.displayControls.values().flatMap((each) => [each.inputClaims, each.outputClaims]),
  ];
  const claims = lists.flat().filter((claim) => {
    return claim.defaultValue !== undefined || claim.alwaysUseDefaultValue === true;
  });
  claimsByPolicy.set(policy, claims);
  return claims;
}

/** What self-asserted pages are filled with, but for claim resolvers. */
export function pageDefaults({ technicalProfiles }: EffectivePolicy): InputClaim[] {
  return technicalProfiles
    .values()
    .filter((profile) => technicalProfileType(profile) === 'selfAsserted')
    .flatMap(({ inputClaims }) => inputClaims)
    .filter(({ defaultValue = '' }) => defaultValue !== '' && !defaultValue.includes('{'));
}
