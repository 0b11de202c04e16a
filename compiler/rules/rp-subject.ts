import { didYouMean } from '../did-you-mean.ts';
import { fold } from '../id-map.ts';
import { hasWholeChain } from '../journey-steps.ts';
import { partnerClaimTypeOf } from '../partner-claim-type.ts';
import type { Rule } from '../rule.ts';

/** The subject is one of the claims of the token, by its name there. @see facts policy-language 7 */
export const rpSubject: Rule = {
  name: 'rp-subject',
  severity: 'error',
  why: 'SubjectNamingInfo names the claim by its name in the token; where there is none of that name, the token has no subject.',
  fix: 'Give an OutputClaim this PartnerClaimType, or name the one that an OutputClaim has.',
  examples: {
    bad: '<RelyingParty><DefaultUserJourney ReferenceId="SignUpOrSignIn" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="oid" /></OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile></RelyingParty>',
    good: '<RelyingParty><DefaultUserJourney ReferenceId="SignUpOrSignIn" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /></OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile></RelyingParty>',
  },
  isPerRelyingParty: true,
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const profile of policy.relyingParty?.technicalProfiles ?? []) {
      const { subjectNamingInfo, outputClaims } = profile;
      if (!subjectNamingInfo) continue;
      const subject = subjectNamingInfo.claimType;
      const names = outputClaims.map((claim) => partnerClaimTypeOf(policy, profile, claim));
      const ids = outputClaims.map(({ claimTypeReferenceId }) => claimTypeReferenceId);
      if ([...names, ...ids].some((name) => fold(name) === fold(subject))) continue;
      const message = `No output claim is called "${subject}" in the token.${didYouMean(subject, names)}`;
      report(subjectNamingInfo, message);
    }
  },
};
