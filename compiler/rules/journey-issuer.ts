import { hasWholeChain, journeysOf } from '../journey-steps.ts';
import type { EffectivePolicy } from '../model.ts';
import type { OrchestrationStep } from '../model-journeys.ts';
import type { Rule } from '../rule.ts';
import { technicalProfileType, typeNames } from '../technical-profile-type.ts';

const issuers = new Set(['jwtIssuer', 'samlIssuer', 'userInfoIssuer', 'oauth2ErrorIssuer']);

/** What answers the application is an issuer. @see facts engine 2.2, 3.8 (AADB2C90108) */
export const journeyIssuer: Rule = {
  name: 'journey-issuer',
  severity: 'warning',
  why: 'Without an issuer the SendClaims step has nothing to answer the application with: AADB2C90108.',
  fix: 'Name the technical profile of a token issuer as CpimIssuerTechnicalProfileReferenceId.',
  examples: {
    bad: '<OrchestrationStep Order="5" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="SM-jwt-issuer" />',
    good: '<OrchestrationStep Order="5" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />',
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const journey of journeysOf(policy)) {
      // A sub journey may be called by a user journey that has a default.
      const mayBeAbsent =
        'type' in journey || journey.defaultCpimIssuerTechnicalProfileReferenceId !== undefined;
      for (const step of journey.orchestrationSteps) {
        if (step.type !== 'SendClaims') continue;
        const wrong = faultOf(policy, step, mayBeAbsent);
        if (wrong !== undefined) report(step, wrong);
      }
    }
  },
};

function faultOf(
  policy: EffectivePolicy,
  { cpimIssuerTechnicalProfileReferenceId: id }: OrchestrationStep,
  mayBeAbsent: boolean,
): string | undefined {
  if (id === undefined) return mayBeAbsent ? undefined : 'The step names no issuer.';
  const profile = policy.technicalProfiles.get(id);
  const type = profile && technicalProfileType(profile);
  if (!type || issuers.has(type)) return undefined;
  return `"${id}" is ${typeNames[type]}, which issues nothing.`;
}
