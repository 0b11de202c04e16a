import { preconditionsOfFile } from '../preconditions.ts';
import type { Rule } from '../rule.ts';

/** A step skips itself, a validation technical profile itself. @see facts policy-language 6.2 */
export const preWrongAction: Rule = {
  name: 'pre-wrong-action',
  severity: 'error',
  why: 'The action is fixed by where the precondition stands; the other one does nothing there.',
  fix: 'Write the Action that belongs here.',
  examples: {
    bad: '<Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>newUser</Value><Action>SkipThisValidationTechnicalProfile</Action></Precondition>',
    good: '<Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>newUser</Value><Action>SkipThisOrchestrationStep</Action></Precondition>',
  },
  checkFile(file, report) {
    for (const { precondition, action } of preconditionsOfFile(file)) {
      const isOther = precondition.action.startsWith('SkipThis') && precondition.action !== action;
      if (!isOther) continue;
      report(precondition, `The Action must be "${action}" here, not "${precondition.action}".`);
    }
  },
};
