import { hasWholeChain } from '../journey-steps.ts';
import type { Rule } from '../rule.ts';

/** A relying party starts a journey. @see facts policy-language 2.1 */
export const rpDefaultJourney: Rule = {
  name: 'rp-default-journey',
  severity: 'error',
  why: 'Neither the policy nor its bases say which journey a request starts, so B2C stops with AADB2C90031.',
  fix: 'Add DefaultUserJourney with the Id of a user journey as its ReferenceId.',
  examples: {
    bad: '<RelyingParty><TechnicalProfile Id="PolicyProfile"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /></OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile></RelyingParty>',
    good: '<RelyingParty><DefaultUserJourney ReferenceId="SignUpOrSignIn" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /></OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile></RelyingParty>',
  },
  checkSet({ set, policies }, report) {
    const bases = new Set(set.bases.values());
    for (const policy of policies) {
      const { relyingParty, chain, policyId } = policy;
      const leaf = chain.at(-1);
      if (!relyingParty || relyingParty.defaultUserJourney || !hasWholeChain(policy)) continue;
      if (leaf && bases.has(leaf)) continue; // policies that are based on it may name the journey
      report(relyingParty, `The relying party "${policyId}" names no DefaultUserJourney.`);
    }
  },
};
