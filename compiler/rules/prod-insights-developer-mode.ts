import type { Rule } from '../rule.ts';

/** JourneyInsights does not run in developer mode. @see facts policy-language 7 */
export const prodInsightsDeveloperMode: Rule = {
  name: 'prod-insights-developer-mode',
  severity: 'warning',
  why: 'In developer mode Application Insights keeps every claim of every user.',
  fix: 'Set DeveloperMode to false.',
  examples: {
    bad: `<UserJourneyBehaviors>
  <JourneyInsights TelemetryEngine="ApplicationInsights" InstrumentationKey="0f3c9a52-6d0c-4f3e-9d3b-0b1f4d5e6a77" DeveloperMode="true" ClientEnabled="false" ServerEnabled="true" TelemetryVersion="1.0.0" />
</UserJourneyBehaviors>`,
    good: `<UserJourneyBehaviors>
  <JourneyInsights TelemetryEngine="ApplicationInsights" InstrumentationKey="0f3c9a52-6d0c-4f3e-9d3b-0b1f4d5e6a77" DeveloperMode="false" ClientEnabled="false" ServerEnabled="true" TelemetryVersion="1.0.0" />
</UserJourneyBehaviors>`,
  },
  checkFile({ relyingParty, policyId }, report) {
    const insights = relyingParty?.userJourneyBehaviors?.journeyInsights;
    if (!insights?.developerMode) return;
    report(insights, `The JourneyInsights of "${policyId}" is in developer mode.`);
  },
};
