import { preconditionsOfFile } from '../preconditions.ts';
import type { Rule } from '../rule.ts';

/** A step skips itself, a validation technical profile itself. @see facts policy-language 6.2 */
export const preWrongAction: Rule = {
  name: 'pre-wrong-action',
  severity: 'error',
  why: 'The action is fixed by where the precondition stands; the other one does nothing there.',
  fix: 'Write the Action that belongs here.',
  autofix: 'Writes the Action that belongs here.',
  examples: {
    bad: '<Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>newUser</Value><Action>SkipThisValidationTechnicalProfile</Action></Precondition>',
    good: '<Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>newUser</Value><Action>SkipThisOrchestrationStep</Action></Precondition>',
  },
  checkFile(file, report) {
    for (const { precondition, action } of preconditionsOfFile(file)) {
      const { action: from } = precondition;
      if (!from.startsWith('SkipThis') || from === action) continue;
      const message = `The Action must be "${action}" here, not "${from}".`;
      report(precondition, message, { kind: 'set-text', child: ['Action', 0], from, to: action });
    }
  },
};
