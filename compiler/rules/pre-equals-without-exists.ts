import { claimsFlowOfPolicy } from '../claims-flow.ts';
import { fold } from '../id-map.ts';
import type { Precondition } from '../model-journeys.ts';
import type { Rule } from '../rule.ts';

/** A step that is for one value only is skipped without the claim too. @see facts policy-language 6.2 */
export const preEqualsWithoutExists: Rule = {
  name: 'pre-equals-without-exists',
  severity: 'warning',
  why: 'Where the claim has no value B2C ignores the precondition, so the step runs although the claim does not equal the text.',
  fix: 'Add a precondition ClaimsExist with ExecuteActionsIf="false" for the same claim before it.',
  examples: {
    bad: '<Precondition Type="ClaimEquals" ExecuteActionsIf="false"><Value>newUser</Value><Value>True</Value><Action>SkipThisOrchestrationStep</Action></Precondition>',
    good: `<Precondition Type="ClaimsExist" ExecuteActionsIf="false"><Value>newUser</Value><Action>SkipThisOrchestrationStep</Action></Precondition>
<Precondition Type="ClaimEquals" ExecuteActionsIf="false"><Value>newUser</Value><Value>True</Value><Action>SkipThisOrchestrationStep</Action></Precondition>`,
  },
  isPerRelyingParty: true,
  check(policy, report) {
    for (const { at, isSet } of claimsFlowOfPolicy(policy)) {
      const guarded = guardedClaims(at.step.preconditions);
      for (const precondition of at.step.preconditions) {
        const [claim = '', literal] = precondition.values;
        if (precondition.type !== 'ClaimEquals' || precondition.executeActionsIf) continue;
        if (isSet.has(fold(claim)) || guarded.has(fold(claim))) continue;
        const message = `Step ${at.step.order} of "${at.journey.id}" runs not only where "${claim}" equals "${literal}", but also where it has no value.`;
        report(precondition, message);
      }
    }
  },
};

/** Claims of which some precondition settles what happens without them. */
function guardedClaims(preconditions: readonly Precondition[]): Set<string> {
  const guards = preconditions.filter(({ type }) => type === 'ClaimsExist');
  return new Set(guards.map(({ values }) => fold(values[0] ?? '')));
}
