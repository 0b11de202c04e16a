import { isPersonal, isSecretClaim } from '../personal-data.ts';
import type { Rule } from '../rule.ts';
import { technicalProfileType } from '../technical-profile-type.ts';

/** Events count, and name nobody. @see facts engine 2.14 */
export const telemetryPersonalData: Rule = {
  name: 'telemetry-personal-data',
  severity: 'warning',
  why: 'Whoever reads the telemetry reads personal data, and deleting a user does not delete it there.',
  fix: 'Leave the claim out, or send an id that means nothing elsewhere, such as the correlation id.',
  examples: {
    bad: `<TechnicalProfile Id="AppInsights-SignIn">
  <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.Insights.AzureApplicationInsightsProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="email" PartnerClaimType="{property:Email}" />
  </InputClaims>
</TechnicalProfile>`,
    good: `<TechnicalProfile Id="AppInsights-SignIn">
  <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.Insights.AzureApplicationInsightsProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="newUser" PartnerClaimType="{property:NewUser}" />
  </InputClaims>
</TechnicalProfile>`,
  },
  check({ technicalProfiles }, report) {
    for (const profile of technicalProfiles.values()) {
      if (technicalProfileType(profile) !== 'applicationInsights') continue;
      for (const claim of profile.inputClaims) {
        const id = claim.claimTypeReferenceId;
        if (claim.alwaysUseDefaultValue || !(isPersonal(id) || isSecretClaim(id))) continue;
        report(claim, `"${profile.id}" sends "${id}" to Application Insights.`);
      }
    }
  },
};
