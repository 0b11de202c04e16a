import type { Rule } from '../rule.ts';

/** Sessions last as long as B2C allows. @see facts policy-language 7 */
export const rpSessionRange: Rule = {
  name: 'rp-session-range',
  severity: 'error',
  why: 'B2C keeps a session for 900 to 86400 seconds, and a user signed in for at most 90 days.',
  fix: 'Choose a value within the range.',
  examples: {
    bad: '<UserJourneyBehaviors><SessionExpiryInSeconds>604800</SessionExpiryInSeconds></UserJourneyBehaviors>',
    good: '<UserJourneyBehaviors><SessionExpiryInSeconds>86400</SessionExpiryInSeconds></UserJourneyBehaviors>',
  },
  checkFile({ relyingParty }, report) {
    const { userJourneyBehaviors: behaviors } = relyingParty ?? {};
    if (!behaviors) return;
    const { sessionExpiryInSeconds: seconds, singleSignOn } = behaviors;
    const days = singleSignOn?.keepAliveInDays;
    if (seconds !== undefined && (seconds < 900 || seconds > 86_400)) {
      const position = behaviors.sessionExpiryInSecondsPosition ?? behaviors.position;
      report({ position }, `SessionExpiryInSeconds is ${seconds}, but must be 900 to 86400.`);
    }
    if (singleSignOn && days !== undefined && (days < 0 || days > 90)) {
      report(singleSignOn, `KeepAliveInDays is ${days}, but must be 0 to 90.`);
    }
  },
};
