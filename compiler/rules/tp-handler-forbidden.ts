import type { Rule } from '../rule.ts';

/** Only the Protocol Proprietary has a Handler. @see facts policy-language 5.1 */
export const tpHandlerForbidden: Rule = {
  name: 'tp-handler-forbidden',
  severity: 'error',
  why: 'A protocol other than "Proprietary" has its handler already, so B2C allows no Handler with it.',
  fix: 'Remove the Handler attribute, or make the protocol "Proprietary".',
  examples: {
    bad: `<TechnicalProfile Id="Partner-OAUTH">
  <Protocol Name="OAuth2" Handler="Web.TPEngine.Providers.RestfulProvider, Web.TPEngine" />
</TechnicalProfile>`,
    good: `<TechnicalProfile Id="Partner-OAUTH">
  <Protocol Name="OAuth2" />
</TechnicalProfile>`,
  },
  check({ technicalProfiles }, report) {
    for (const { id, protocol } of technicalProfiles.values()) {
      if (!protocol?.handler?.trim() || protocol.name === 'Proprietary') continue;
      report(protocol, `The protocol of "${id}" is "${protocol.name}", but has a Handler.`);
    }
  },
};
