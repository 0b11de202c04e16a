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
    const used = new Set(set.policies.flatMap(claimReferences));
    const candidates = set.policies.flatMap((policy) => {
      const base = set.bases.get(policy);
      const chain = base ? chainOf(set, base) : [];
      return policy.buildingBlocks.claimTypes.filter(({ id }) => {
        return !used.has(fold(id)) && declaredId(chain, 'claim type', id) === undefined;
      });
    });
    if (candidates.length === 0) return;
    const words = new Set(set.policies.flatMap(wordsOf));
    for (const claimType of candidates.filter(({ id }) => !words.has(fold(id)))) {
      report(claimType, `Nothing refers to the claim type "${claimType.id}".`);
    }
  },
};

function claimReferences(policy: TrustFrameworkPolicy): string[] {
  return referencesOf(policy).flatMap(({ kind, id }) => (kind === 'claim type' ? [fold(id)] : []));
}

/** Metadata and parameters may name a claim anywhere in their text. */
function wordsOf({ technicalProfiles, relyingParty, buildingBlocks }: TrustFrameworkPolicy) {
  const profiles = [...technicalProfiles, ...(relyingParty?.technicalProfiles ?? [])];
  const parameters = buildingBlocks.claimsTransformations.flatMap((each) => each.inputParameters);
  const texts = [...profiles.flatMap(({ metadata }) => metadata), ...parameters];
  return texts.flatMap(({ value }) => fold(value).match(/[\w.-]+/g) ?? []);
}
