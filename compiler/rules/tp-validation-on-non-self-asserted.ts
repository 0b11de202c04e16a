import type { Rule } from '../rule.ts';
import { technicalProfileType, typeNames } from '../technical-profile-type.ts';

/** Only self-asserted technical profiles validate. @see facts policy-language 5.4 */
export const tpValidationOnNonSelfAsserted: Rule = {
  name: 'tp-validation-on-non-self-asserted',
  severity: 'error',
  why: 'B2C runs validation technical profiles when a self-asserted page is submitted, and at no other time.',
  fix: 'Run them in steps of their own, or move them to a self-asserted technical profile.',
  examples: {
    bad: `<TechnicalProfile Id="REST-Points">
  <ValidationTechnicalProfiles>
    <ValidationTechnicalProfile ReferenceId="AAD-UserReadUsingObjectId" />
  </ValidationTechnicalProfiles>
  <IncludeTechnicalProfile ReferenceId="REST-GetMembership" />
</TechnicalProfile>`,
    good: '<ValidationTechnicalProfile ReferenceId="REST-GetMembership" />',
  },
  check({ technicalProfiles }, report) {
    for (const profile of technicalProfiles.values()) {
      const type = technicalProfileType(profile);
      if (!type || type === 'selfAsserted') continue;
      for (const validation of profile.validationTechnicalProfiles) {
        const message = `"${profile.id}" is ${typeNames[type]}, so "${validation.referenceId}" never runs.`;
        report(validation, message);
      }
    }
  },
};
