import { fold } from '../id-map.ts';
import type { Rule } from '../rule.ts';

/** Some technical profile of some relying party runs each claims transformation. */
export const ctUnused: Rule = {
  name: 'ct-unused',
  severity: 'notice',
  why: 'What no technical profile names never runs, and is read and maintained for nothing.',
  fix: 'Remove the claims transformation, or name it where it was meant to run.',
  examples: {
    bad: `<ClaimsTransformation Id="ForgetUser" TransformationMethod="NullClaim">
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="displayName" TransformationClaimType="claim_to_null" />
  </OutputClaims>
</ClaimsTransformation>`,
    good: `<ClaimsTransformation Id="ForgetUser" TransformationMethod="NullClaim">
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="displayName" TransformationClaimType="claim_to_null" />
  </OutputClaims>
</ClaimsTransformation>
<TechnicalProfile Id="REST-Points">
  <OutputClaimsTransformations>
    <OutputClaimsTransformation ReferenceId="ForgetUser" />
  </OutputClaimsTransformations>
  <IncludeTechnicalProfile ReferenceId="REST-GetMembership" />
</TechnicalProfile>`,
  },
  checkSet({ set, policies }, report) {
    if (!set.isWhole || !policies.some(({ relyingParty }) => relyingParty)) return;
    const profiles = policies.flatMap(({ technicalProfiles }) => technicalProfiles.values());
    const references = profiles.flatMap((profile) => [
      ...profile.inputClaimsTransformations,
      ...profile.outputClaimsTransformations,
    ]);
    const named = new Set(references.map(({ referenceId }) => fold(referenceId)));
    for (const { claimsTransformations } of policies) {
      for (const transformation of claimsTransformations.values()) {
        if (named.has(fold(transformation.id))) continue;
        named.add(fold(transformation.id));
        report(transformation, `Nothing runs the claims transformation "${transformation.id}".`);
      }
    }
  },
};
