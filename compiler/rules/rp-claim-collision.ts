import { fold } from '../id-map.ts';
import { partnerClaimTypeOf } from '../partner-claim-type.ts';
import type { Rule } from '../rule.ts';

/** What B2C itself puts into every token. @see facts engine 2.2 */
const reserved = new Set(['iss', 'aud', 'exp', 'nbf', 'iat', 'nonce', 'c_hash', 'at_hash']);

/** Claims of a token have names of their own. @see facts policy-language 7 */
export const rpClaimCollision: Rule = {
  name: 'rp-claim-collision',
  severity: 'warning',
  why: 'A token holds one claim of a name, so one of the two values is lost.',
  fix: 'Give one of them another PartnerClaimType, or remove it.',
  examples: {
    bad: '<RelyingParty><DefaultUserJourney ReferenceId="SignUpOrSignIn" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /><OutputClaim ClaimTypeReferenceId="email" PartnerClaimType="sub" /></OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile></RelyingParty>',
    good: '<RelyingParty><DefaultUserJourney ReferenceId="SignUpOrSignIn" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /><OutputClaim ClaimTypeReferenceId="email" /></OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile></RelyingParty>',
  },
  isPerRelyingParty: true,
  check(policy, report) {
    for (const profile of policy.relyingParty?.technicalProfiles ?? []) {
      const isJwt = profile.protocol?.name === 'OpenIdConnect';
      const claims = new Map<string, string>();
      for (const claim of profile.outputClaims) {
        const id = claim.claimTypeReferenceId;
        const name = partnerClaimTypeOf(policy, profile, claim);
        const other = claims.get(name) ?? id;
        claims.set(name, other);
        if (isJwt && reserved.has(name)) {
          report(claim, `"${id}" is called "${name}" in the token, as a claim of B2C itself is.`);
        } else if (fold(other) !== fold(id)) {
          report(claim, `"${other}" and "${id}" are both called "${name}" in the token.`);
        }
      }
    }
  },
};
