import { didYouMean } from '../did-you-mean.ts';
import type { Rule } from '../rule.ts';
import { handlerClass, handlerClasses, technicalProfileType } from '../technical-profile-type.ts';

/** The class of a Handler is one that is known. @see facts policy-language 5.1 */
export const tpHandlerUnknown: Rule = {
  name: 'tp-handler-unknown',
  severity: 'warning',
  why: 'B2C refuses a handler that it does not have.',
  fix: 'Correct the class before the first comma of Handler.',
  examples: {
    bad: `<TechnicalProfile Id="REST-Points">
  <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.RestfullProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
</TechnicalProfile>`,
    good: `<TechnicalProfile Id="SM-None">
  <Protocol Name="Proprietary" Handler="Web.TPEngine.SSO.NoopSSOSessionProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
</TechnicalProfile>`,
  },
  check({ technicalProfiles }, report) {
    for (const profile of technicalProfiles.values()) {
      const { id, protocol } = profile;
      const handler = protocol?.handler?.trim();
      if (protocol?.name !== 'Proprietary' || !handler) continue;
      if (technicalProfileType(profile)) continue;
      const shown = handlerClass(handler);
      const hint = didYouMean(shown, handlerClasses);
      report(protocol, `Nothing documents the handler "${shown}" of "${id}".${hint}`);
    }
  },
};
