import { claimsFlowOfPolicy } from '../claims-flow.ts';
import { fold } from '../id-map.ts';
import type { Precondition } from '../model-journeys.ts';
import type { Rule } from '../rule.ts';

/** A step can run, and its preconditions can skip it. @see facts policy-language 6.2 */
export const preContradiction: Rule = {
  name: 'pre-contradiction',
  severity: 'notice',
  why: 'A precondition that always or never holds makes a step unreachable, or does nothing.',
  fix: 'Correct the claim or ExecuteActionsIf, or remove the precondition.',
  examples: {
    bad: `<Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>newUser</Value><Action>SkipThisOrchestrationStep</Action></Precondition>
<Precondition Type="ClaimsExist" ExecuteActionsIf="false"><Value>newUser</Value><Action>SkipThisOrchestrationStep</Action></Precondition>`,
    good: '<Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>newUser</Value><Action>SkipThisOrchestrationStep</Action></Precondition>',
  },
  isPerRelyingParty: true,
  check(policy, report) {
    for (const { at, mayBeSet, mayBeRestored } of claimsFlowOfPolicy(policy)) {
      const step = `step ${at.step.order} of "${at.journey.id}"`;
      const skippedIf = new Set<string>();
      for (const precondition of at.step.preconditions) {
        const claim = precondition.values[0] ?? '';
        const isKnown = mayBeSet.has(fold(claim)) || mayBeRestored.has(fold(claim));
        skippedIf.add(keyOf(precondition, precondition.executeActionsIf));
        if (skippedIf.has(keyOf(precondition, !precondition.executeActionsIf))) {
          report(precondition, `With the one before it, ${step} is always skipped.`);
        } else if (!isKnown && policy.claimTypes.has(claim)) {
          const message = `Nothing sets "${claim}" before ${step}: ${outcome(precondition)}.`;
          report(precondition, message);
        }
      }
    }
  },
};

function keyOf({ type, values }: Precondition, executeActionsIf: boolean): string {
  return JSON.stringify([type, executeActionsIf, fold(values[0] ?? ''), ...values.slice(1)]);
}

function outcome({ type, executeActionsIf }: Precondition): string {
  const isAlways = type === 'ClaimsExist' && !executeActionsIf;
  return isAlways ? 'it is always skipped' : 'the precondition never skips it';
}
