import { isCalled } from '../called-profiles.ts';
import { hasWholeChain } from '../journey-steps.ts';
import type { Rule } from '../rule.ts';

/** What a journey runs has a Protocol, its own or an included one. @see facts policy-language 5.1 */
export const tpNoProtocol: Rule = {
  name: 'tp-no-protocol',
  severity: 'error',
  why: 'Without a protocol B2C cannot tell what the technical profile does.',
  fix: 'Add a Protocol, or include a technical profile that has one.',
  examples: {
    bad: `<TechnicalProfile Id="REST-Points">
  <DisplayName>Points</DisplayName>
</TechnicalProfile>
<ClaimsExchange Id="Points" TechnicalProfileReferenceId="REST-Points" />`,
    good: `<TechnicalProfile Id="REST-Points">
  <DisplayName>Points</DisplayName>
  <IncludeTechnicalProfile ReferenceId="REST-GetMembership" />
</TechnicalProfile>
<ClaimsExchange Id="Points" TechnicalProfileReferenceId="REST-Points" />`,
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const profile of policy.technicalProfiles.values()) {
      if (profile.protocol || !isCalled(policy, profile.id)) continue;
      report(profile, `"${profile.id}" has no Protocol, and includes none.`);
    }
  },
};
