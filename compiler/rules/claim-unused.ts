import { declaredId } from '../declarations.ts';
import { fold } from '../id-map.ts';
import type { TrustFrameworkPolicy } from '../model-policy.ts';
import { referencesOf } from '../policy-references.ts';
import { chainOf } from '../policy-set.ts';
import type { Rule } from '../rule.ts';

/** A ClaimType that no policy of the set refers to. */
export const claimUnused: Rule = {
  name: 'claim-unused',
  severity: 'notice',
  why: 'Whoever reads the policy looks for its use in vain.',
  fix: 'Remove the ClaimType.',
  examples: {
    bad: `<ClaimType Id="tier">
  <DisplayName>Tier</DisplayName>
  <DataType>string</DataType>
</ClaimType>`,
    good: `<ClaimType Id="tier">
  <DisplayName>Tier</DisplayName>
  <DataType>string</DataType>
</ClaimType>
<OutputClaim ClaimTypeReferenceId="tier" />`,
  },
  checkSet({ set }, report) {
    if (!set.isWhole || !set.policies.some(({ relyingParty }) => relyingParty)) return;
    const used = new Set(set.policies.flatMap(usedClaims));
    for (const policy of set.policies) {
      const base = set.bases.get(policy);
      const chain = base ? chainOf(set, base) : [];
      for (const claimType of policy.buildingBlocks.claimTypes) {
        const { id } = claimType;
        if (used.has(fold(id)) || declaredId(chain, 'claim type', id) !== undefined) continue;
        report(claimType, `Nothing refers to the claim type "${id}".`);
      }
    }
  },
};

/** Metadata and parameters may name a claim anywhere in their text. */
function usedClaims(policy: TrustFrameworkPolicy): string[] {
  const { technicalProfiles, relyingParty, buildingBlocks } = policy;
  const profiles = [...technicalProfiles, ...(relyingParty?.technicalProfiles ?? [])];
  const texts = [
    ...profiles.flatMap(({ metadata }) => metadata.map(({ value }) => value)),
    ...buildingBlocks.claimsTransformations.flatMap(({ inputParameters }) =>
      inputParameters.map(({ value }) => value),
    ),
  ];
  return [
    ...referencesOf(policy).flatMap(({ kind, id }) => (kind === 'claim type' ? [fold(id)] : [])),
    ...texts.flatMap((text) => fold(text).match(/[\w.-]+/g) ?? []),
  ];
}
