import { isCalled } from './called-profiles.ts';
import { fold } from './id-map.ts';
import { metadataKeysOf } from './metadata-keys.ts';
import { metadataItem } from './metadata-value.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from './model.ts';
import { callersOf } from './profile-callers.ts';
import { type TechnicalProfileType, technicalProfileType } from './technical-profile-type.ts';

/** A key that a technical profile needs and does not have. */
export interface MissingMetadata {
  readonly profile: EffectiveTechnicalProfile;
  readonly type: TechnicalProfileType;
  readonly key: string;
}

/** What technical profiles lack; those are left out that others only include. */
export function missingMetadata(policy: EffectivePolicy): MissingMetadata[] {
  const included = includedIds(policy);
  return policy.technicalProfiles.values().flatMap((profile) => {
    const type = technicalProfileType(profile);
    if (!type || (included.has(fold(profile.id)) && !isCalled(policy, profile.id))) return [];
    return missingKeys(policy, profile, type).map((key) => ({ profile, type, key }));
  });
}

/** What is only included holds what its includers have in common. */
function includedIds({ technicalProfiles }: EffectivePolicy): ReadonlySet<string> {
  return new Set(technicalProfiles.values().flatMap(({ includes }) => includes.map(fold)));
}

function missingKeys(
  policy: EffectivePolicy,
  profile: EffectiveTechnicalProfile,
  type: TechnicalProfileType,
): string[] {
  const required = [...metadataKeysOf(type)].filter(([, { isRequired }]) => isRequired);
  const missing = required.map(([key]) => key).filter((key) => !metadataItem(profile, key));
  return missing.filter((key) => !isElsewhere(policy, profile, key));
}

/**
 * A resource owner flow sends its client_id as an input claim; a step may name the page itself, as
 * CombinedSignInAndSignUp does.
 */
function isElsewhere(
  policy: EffectivePolicy,
  { id, inputClaims }: EffectiveTechnicalProfile,
  key: string,
): boolean {
  if (key === 'ServiceUrl') return true;
  if (key === 'ContentDefinitionReferenceId') {
    return callersOf(policy, id).steps.some(({ step }) => step.contentDefinitionReferenceId);
  }
  return inputClaims.some(
    ({ claimTypeReferenceId, partnerClaimType = claimTypeReferenceId }) =>
      fold(partnerClaimType) === key,
  );
}
