import { preconditionsOfPolicy } from '../preconditions.ts';
import type { Rule } from '../rule.ts';

/** Booleans compare as `True` and `False`. @see facts policy-language 6.2 */
export const preBooleanCase: Rule = {
  name: 'pre-boolean-case',
  severity: 'warning',
  why: 'B2C compares text with regard to case, and writes a boolean as "True" or "False": another spelling never matches.',
  fix: 'Write "True" or "False".',
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
      report(precondition, `The boolean claim "${claim}" never equals "${literal}".`);
    }
  },
};
