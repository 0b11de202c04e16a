import { attributeChange } from '../change.ts';
import type { Rule } from '../rule.ts';

/** The technical profile of a relying party is called PolicyProfile. @see facts policy-language 7 */
export const rpProfileId: Rule = {
  name: 'rp-profile-id',
  severity: 'error',
  why: 'B2C looks for the technical profile of a relying party under the Id "PolicyProfile" only.',
  fix: 'Give the TechnicalProfile of RelyingParty the Id "PolicyProfile".',
  autofix: 'Writes the Id, where the relying party has one technical profile.',
  examples: {
    bad: '<RelyingParty><DefaultUserJourney ReferenceId="SignUpOrSignIn" /><TechnicalProfile Id="Token"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /></OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile></RelyingParty>',
    good: '<RelyingParty><DefaultUserJourney ReferenceId="SignUpOrSignIn" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /></OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile></RelyingParty>',
  },
  checkFile({ relyingParty }, report) {
    const profiles = relyingParty?.technicalProfiles ?? [];
    for (const profile of profiles) {
      const { id: from } = profile;
      if (from === 'PolicyProfile') continue;
      const change = attributeChange('Id', from, 'PolicyProfile');
      const message = `The relying party's technical profile is called "${from}".`;
      report(profile, message, ...(profiles.length === 1 ? [change] : []));
    }
  },
};
