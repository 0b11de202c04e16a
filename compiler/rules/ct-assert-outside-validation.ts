import { fold } from '../id-map.ts';
import { hasWholeChain, walkJourney } from '../journey-steps.ts';
import type { EffectivePolicy } from '../model.ts';
import type { Rule } from '../rule.ts';
import { assertionExample } from '../transformation-example.ts';

/**
 * An assertion runs behind a page. The journeys of endpoints have no page: there it is right to end
 * with an error. @see facts claims-transformations 1.8
 */
export const ctAssertOutsideValidation: Rule = {
  name: 'ct-assert-outside-validation',
  severity: 'warning',
  why: 'Behind no page a failed assertion ends the journey with a general error, and users cannot correct anything.',
  fix: 'Run it in a technical profile that a self-asserted page validates with, or test the claim in a precondition.',
  examples: {
    bad: assertionExample(
      '<ClaimsExchange Id="Points" TechnicalProfileReferenceId="REST-Points" />',
    ),
    good: '<ClaimsExchange Id="Read" TechnicalProfileReferenceId="AAD-UserReadUsingObjectId" />',
  },
  isPerRelyingParty: true,
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const profile of profilesOfPages(policy)) {
      const { id, inputClaimsTransformations, outputClaimsTransformations } = profile;
      for (const reference of [...inputClaimsTransformations, ...outputClaimsTransformations]) {
        const transformation = policy.claimsTransformations.get(reference.referenceId);
        if (!/^assert/i.test(transformation?.transformationMethod ?? '')) continue;
        report(reference, `"${id}" is a step, and asserts by "${reference.referenceId}".`);
      }
    }
  },
};

/** What the steps of the journey run that users walk through. */
function profilesOfPages(policy: EffectivePolicy) {
  const { relyingParty, userJourneys } = policy;
  const id = relyingParty?.defaultUserJourney?.referenceId ?? '';
  const endpoints = (relyingParty?.endpoints ?? []).map((each) =>
    fold(each.userJourneyReferenceId),
  );
  const journey = userJourneys.get(id);
  if (!journey || journey.nonInteractive || endpoints.includes(fold(id))) return [];
  return walkJourney(policy, journey).flatMap(({ calls }) => calls.map(({ profile }) => profile));
}
