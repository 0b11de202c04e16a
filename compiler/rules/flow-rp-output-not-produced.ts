import { claimsOfJourney } from '../claims-flow.ts';
import { fold } from '../id-map.ts';
import { hasWholeChain, startedJourneys } from '../journey-steps.ts';
import type { EffectivePolicy } from '../model.ts';
import type { Rule } from '../rule.ts';
import { claimsToIssue } from '../token-claims.ts';

/** What goes into the token is set by some step. @see facts policy-language 7 */
export const flowRpOutputNotProduced: Rule = {
  name: 'flow-rp-output-not-produced',
  severity: 'error',
  why: 'B2C refuses a relying party that issues a claim which is an output of no step of its journey.',
  fix: 'Output the claim in a technical profile that the journey runs, give it a DefaultValue here, or remove it.',
  examples: {
    bad: '<RelyingParty><DefaultUserJourney ReferenceId="SignUpOrSignIn" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /><OutputClaim ClaimTypeReferenceId="passwordPolicies" /></OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile></RelyingParty>',
    good: '<RelyingParty><DefaultUserJourney ReferenceId="SignUpOrSignIn" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /><OutputClaim ClaimTypeReferenceId="passwordPolicies" DefaultValue="None" /></OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile></RelyingParty>',
  },
  isPerRelyingParty: true,
  check(policy, report) {
    const journeys = startedJourneys(policy);
    const [journey] = journeys;
    if (!journey || !hasWholeChain(policy)) return;
    const byJourney = journeys.map((each) => claimsOfJourney(policy, each));
    if (byJourney.includes(undefined)) return;
    const known = new Set(byJourney.flatMap((claims) => [...(claims ?? [])]));
    const unset = claimsToIssue(policy).filter(
      ({ claimTypeReferenceId: id }) => !known.has(fold(id)) && policy.claimTypes.has(id),
    );
    const sources = unset.length > 0 ? sourcesOf(policy) : new Map<string, string>();
    for (const claim of unset) {
      const { claimTypeReferenceId: id } = claim;
      const source = sources.get(fold(id));
      const hint = source === undefined ? '' : ` "${source}" would, but no step runs it.`;
      report(claim, `No step of "${journey.id}" sets "${id}".${hint}`);
    }
  },
};

/** For each claim a technical profile that would set it, if only a step ran it. */
function sourcesOf({ technicalProfiles }: EffectivePolicy): Map<string, string> {
  const sources = new Map<string, string>();
  for (const { id, outputClaims } of technicalProfiles.values()) {
    for (const { claimTypeReferenceId } of outputClaims)
      sources.set(fold(claimTypeReferenceId), id);
  }
  return sources;
}
