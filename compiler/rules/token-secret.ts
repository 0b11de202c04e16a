import { isSecretClaim } from '../personal-data.ts';
import type { Rule } from '../rule.ts';

/** No password or code in a token. @see facts policy-language 7 */
export const tokenSecret: Rule = {
  name: 'token-secret',
  severity: 'warning',
  why: 'Tokens are signed, not encrypted: browsers, proxies and logs can read what is in them.',
  fix: 'Remove the OutputClaim.',
  examples: {
    bad: `<RelyingParty>
  <DefaultUserJourney ReferenceId="SignUpOrSignIn" />
  <TechnicalProfile Id="PolicyProfile">
    <Protocol Name="OpenIdConnect" />
    <OutputClaims>
      <OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" />
      <OutputClaim ClaimTypeReferenceId="password" />
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
    </OutputClaims>
    <SubjectNamingInfo ClaimType="sub" />
  </TechnicalProfile>
</RelyingParty>`,
  },
  isPerRelyingParty: true,
  check({ relyingParty, claimTypes }, report) {
    for (const { outputClaims } of relyingParty?.technicalProfiles ?? []) {
      for (const claim of outputClaims) {
        const id = claim.claimTypeReferenceId;
        const isPassword = claimTypes.get(id)?.userInputType === 'Password';
        if (isPassword || isSecretClaim(id)) report(claim, `The token holds the secret "${id}".`);
      }
    }
  },
};
