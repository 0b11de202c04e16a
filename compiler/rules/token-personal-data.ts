import { isSensitive } from '../personal-data.ts';
import type { Rule } from '../rule.ts';

/** A token holds what its application needs. Names and email addresses are let pass. @see facts policy-language 7 */
export const tokenPersonalData: Rule = {
  name: 'token-personal-data',
  severity: 'notice',
  why: 'Every application and every log that sees the token sees the claim as well.',
  fix: 'Let the application ask an API for it, or issue what it needs to know, such as "is of age".',
  examples: {
    bad: `<ClaimType Id="dateOfBirth">
  <DisplayName>Date of birth</DisplayName>
  <DataType>date</DataType>
</ClaimType>
<RelyingParty>
  <DefaultUserJourney ReferenceId="SignUpOrSignIn" />
  <TechnicalProfile Id="PolicyProfile">
    <Protocol Name="OpenIdConnect" />
    <OutputClaims>
      <OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" />
      <OutputClaim ClaimTypeReferenceId="dateOfBirth" />
    </OutputClaims>
    <SubjectNamingInfo ClaimType="sub" />
  </TechnicalProfile>
</RelyingParty>`,
    good: `<RelyingParty>
  <DefaultUserJourney ReferenceId="SignUpOrSignIn" />
  <TechnicalProfile Id="PolicyProfile">
    <Protocol Name="OpenIdConnect" />
    <OutputClaims>
      <OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" />
      <OutputClaim ClaimTypeReferenceId="displayName" />
    </OutputClaims>
    <SubjectNamingInfo ClaimType="sub" />
  </TechnicalProfile>
</RelyingParty>`,
  },
  isPerRelyingParty: true,
  check({ relyingParty }, report) {
    for (const { outputClaims } of relyingParty?.technicalProfiles ?? []) {
      for (const claim of outputClaims) {
        const id = claim.claimTypeReferenceId;
        if (isSensitive(id)) report(claim, `The token holds the personal claim "${id}".`);
      }
    }
  },
};
