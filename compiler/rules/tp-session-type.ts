import type { Rule } from '../rule.ts';
import {
  type TechnicalProfileType,
  technicalProfileType,
  typeNames,
} from '../technical-profile-type.ts';

const sessions = new Set<TechnicalProfileType>([
  'noopSession',
  'defaultSession',
  'externalLoginSession',
  'oauthSession',
  'samlSession',
]);

/** What manages a session is a session provider. @see facts engine 2.13 */
export const tpSessionType: Rule = {
  name: 'tp-session-type',
  severity: 'warning',
  why: 'Only a session provider keeps a session; with any other technical profile the journey fails where it would ask for one.',
  fix: 'Name a technical profile whose handler is one of Web.TPEngine.SSO, such as SM-Noop or SM-AAD.',
  examples: {
    bad: `<TechnicalProfile Id="REST-GetMembership">
  <UseTechnicalProfileForSessionManagement ReferenceId="AAD-Common" />
</TechnicalProfile>`,
    good: `<TechnicalProfile Id="REST-GetMembership">
  <UseTechnicalProfileForSessionManagement ReferenceId="SM-Noop" />
</TechnicalProfile>`,
  },
  check({ technicalProfiles }, report) {
    for (const {
      id,
      useTechnicalProfileForSessionManagement: reference,
    } of technicalProfiles.values()) {
      const session = reference && technicalProfiles.get(reference.referenceId);
      const type = session && technicalProfileType(session);
      if (!reference || !type || sessions.has(type)) continue;
      report(reference, `"${id}" names "${session.id}", which is ${typeNames[type]}.`);
    }
  },
};
