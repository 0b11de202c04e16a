import type { Rule } from '../rule.ts';

/** Only pages of known, encrypted origins may frame the sign-in page. @see facts policy-language 7 */
export const prodFraming: Rule = {
  name: 'prod-framing',
  severity: 'warning',
  why: 'Any page that can frame the sign-in page can make users click and type in it unknowingly.',
  fix: 'List the https origins of your own applications.',
  examples: {
    bad: `<UserJourneyBehaviors>
  <JourneyFraming Enabled="true" Sources="*" />
</UserJourneyBehaviors>`,
    good: `<UserJourneyBehaviors>
  <JourneyFraming Enabled="true" Sources="https://app.contoso.com" />
</UserJourneyBehaviors>`,
  },
  checkFile({ relyingParty }, report) {
    const framing = relyingParty?.userJourneyBehaviors?.journeyFraming;
    if (!framing?.enabled) return;
    const wide = framing.sources.split(/\s+/).find(isTooWide);
    if (wide !== undefined) report(framing, `JourneyFraming allows the source "${wide}".`);
  },
};

/** Everyone, every page of a scheme, or a page that anyone on the way can change. */
function isTooWide(source: string): boolean {
  if (/^(https:)?(\/\/)?\*?$/.test(source)) return source !== '';
  const isLocal = /^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/i.test(source);
  return /^http:/i.test(source) && !isLocal;
}
