import type { Change } from '../change.ts';
import { fold } from '../id-map.ts';
import { preconditionsOfPolicy } from '../preconditions.ts';
import type { Rule } from '../rule.ts';

/** Booleans compare as `True` and `False`. @see facts policy-language 6.2 */
export const preBooleanCase: Rule = {
  name: 'pre-boolean-case',
  severity: 'warning',
  why: 'B2C compares text with regard to case, and writes a boolean as "True" or "False": another spelling never matches.',
  fix: 'Write "True" or "False".',
  autofix: 'Writes "true" and "false" in the right case.',
  examples: {
    bad: '<Precondition Type="ClaimEquals" ExecuteActionsIf="true"><Value>newUser</Value><Value>true</Value><Action>SkipThisOrchestrationStep</Action></Precondition>',
    good: '<Precondition Type="ClaimEquals" ExecuteActionsIf="true"><Value>newUser</Value><Value>True</Value><Action>SkipThisOrchestrationStep</Action></Precondition>',
  },
  check(policy, report) {
    for (const { precondition } of preconditionsOfPolicy(policy)) {
      const [claim = '', literal = ''] = precondition.values;
      if (precondition.type !== 'ClaimEquals') continue;
      if (policy.claimTypes.get(claim)?.dataType !== 'boolean') continue;
      if (/^(?:True|False)$/.test(literal) || precondition.values.length < 2) continue;
      const message = `The boolean claim "${claim}" never equals "${literal}".`;
      report(precondition, message, ...meant(literal));
    }
  },
};

function meant(from: string): Change[] {
  const to = ['True', 'False'].find((word) => fold(word) === fold(from));
  return to === undefined ? [] : [{ kind: 'set-text', child: ['Value', 1], from, to }];
}
