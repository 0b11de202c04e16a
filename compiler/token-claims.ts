import { fold } from './id-map.ts';
import type { EffectivePolicy, OutputClaim } from './model.ts';
import { transformedClaims } from './written-claims.ts';

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
