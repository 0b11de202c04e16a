import type { Rule } from '../rule.ts';

/** The Protocol Proprietary names a Handler. @see facts policy-language 5.1 */
export const tpHandlerMissing: Rule = {
  name: 'tp-handler-missing',
  severity: 'error',
  why: 'The protocol "Proprietary" alone does not say what the technical profile does.',
  fix: 'Add the Handler attribute, or name another protocol.',
  examples: {
    bad: `<TechnicalProfile Id="REST-Points">
  <Protocol Name="Proprietary" />
</TechnicalProfile>`,
    good: `<TechnicalProfile Id="SM-None">
  <Protocol Name="Proprietary" Handler="Web.TPEngine.SSO.NoopSSOSessionProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
</TechnicalProfile>`,
  },
  check({ technicalProfiles }, report) {
    for (const { id, protocol } of technicalProfiles.values()) {
      if (protocol?.name !== 'Proprietary' || protocol.handler?.trim()) continue;
      report(protocol, `The protocol of "${id}" is "Proprietary", but has no Handler.`);
    }
  },
};
