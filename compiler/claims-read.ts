import { fold } from './id-map.ts';
import type { EffectivePolicy, TechnicalProfile } from './model.ts';
import { technicalProfileType } from './technical-profile-type.ts';

type ClaimsByProfile = WeakMap<TechnicalProfile, ReadonlySet<string>>;

const readByPolicy = new WeakMap<EffectivePolicy, ClaimsByProfile>();

/**
 * The claims that a technical profile takes from the claims bag: what it sends, persists and
 * transforms, and what its validation technical profiles do. Folded. An input that always has its
 * DefaultValue is none, nor is what only fills a field of a page. @see facts engine 1.3, 1.4
 */
export function readClaims(
  policy: EffectivePolicy,
  profile: TechnicalProfile,
): ReadonlySet<string> {
  const byProfile: ClaimsByProfile = readByPolicy.get(policy) ?? new WeakMap();
  readByPolicy.set(policy, byProfile);
  const known = byProfile.get(profile);
  if (known) return known;
  const claims = new Set(ownReads(policy, profile));
  for (const { referenceId, preconditions } of profile.validationTechnicalProfiles) {
    for (const { values } of preconditions) claims.add(fold(values[0] ?? ''));
    const validation = policy.technicalProfiles.get(referenceId);
    for (const claim of validation ? ownReads(policy, validation) : []) claims.add(claim);
  }
  byProfile.set(profile, claims);
  return claims;
}

function ownReads({ claimsTransformations }: EffectivePolicy, profile: TechnicalProfile): string[] {
  const { inputClaims, persistedClaims } = profile;
  const { inputClaimsTransformations, outputClaimsTransformations } = profile;
  const transformations = [...inputClaimsTransformations, ...outputClaimsTransformations];
  const transformed = transformations.flatMap(
    ({ referenceId }) => claimsTransformations.get(referenceId)?.inputClaims ?? [],
  );
  const isPage = technicalProfileType(profile) === 'selfAsserted';
  const needed = isPage ? inputClaims.filter(({ required }) => required) : inputClaims;
  const sent = [...needed, ...persistedClaims].filter((claim) => !claim.alwaysUseDefaultValue);
  return [...sent, ...transformed].map(({ claimTypeReferenceId }) => fold(claimTypeReferenceId));
}
