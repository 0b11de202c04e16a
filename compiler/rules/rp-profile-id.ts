import type { Rule } from '../rule.ts';

/** The technical profile of a relying party is called PolicyProfile. @see facts policy-language 7 */
export const rpProfileId: Rule = {
  name: 'rp-profile-id',
  severity: 'error',
  why: 'B2C looks for the technical profile of a relying party under the Id "PolicyProfile" only.',
  fix: 'Give the TechnicalProfile of RelyingParty the Id "PolicyProfile".',
  examples: {
    bad: '<RelyingParty><DefaultUserJourney ReferenceId="SignUpOrSignIn" /><TechnicalProfile Id="Token"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /></OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile></RelyingParty>',
    good: '<RelyingParty><DefaultUserJourney ReferenceId="SignUpOrSignIn" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /></OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile></RelyingParty>',
  },
  checkFile({ relyingParty }, report) {
    for (const profile of relyingParty?.technicalProfiles ?? []) {
      if (profile.id === 'PolicyProfile') continue;
      report(profile, `The relying party's technical profile is called "${profile.id}".`);
    }
  },
};
