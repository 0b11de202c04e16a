import { hasWholeChain } from '../journey-steps.ts';
import { callersOf } from '../profile-callers.ts';
import type { Rule } from '../rule.ts';
import {
  type TechnicalProfileType,
  technicalProfileType,
  typeNames,
} from '../technical-profile-type.ts';

const types: ReadonlySet<TechnicalProfileType | undefined> = new Set([
  'restful',
  'claimsTransformation',
  'oauth1',
  'oauth2',
  'openIdConnect',
  'saml2',
] as const);

/**
 * A step's technical profile says how it takes part in a session. Not looked at: what only validates,
 * pages, and the directory, of which it is not settled when a session skips them (unconfirmed).
 * @see facts engine 2.13
 */
export const tpNoSessionProvider: Rule = {
  name: 'tp-no-session-provider',
  severity: 'warning',
  why: 'Without session management of its own, B2C may skip the technical profile for users who are signed in already.',
  fix: 'Add UseTechnicalProfileForSessionManagement: "SM-Noop" or the like runs it every time.',
  examples: {
    bad: `<TechnicalProfile Id="CT-Points">
  <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.ClaimsTransformationProtocolProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
</TechnicalProfile>
<ClaimsExchange Id="Points" TechnicalProfileReferenceId="CT-Points" />`,
    good: `<TechnicalProfile Id="CT-Points">
  <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.ClaimsTransformationProtocolProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
  <UseTechnicalProfileForSessionManagement ReferenceId="SM-Noop" />
</TechnicalProfile>
<ClaimsExchange Id="Points" TechnicalProfileReferenceId="CT-Points" />`,
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const profile of policy.technicalProfiles.values()) {
      const type = technicalProfileType(profile);
      if (!type || !types.has(type) || profile.includeInSso === false) continue;
      if (profile.useTechnicalProfileForSessionManagement) continue;
      if (callersOf(policy, profile.id).steps.length === 0) continue;
      report(profile, `"${profile.id}" is ${typeNames[type]} without session management.`);
    }
  },
};
