import { preconditionsOfFile } from '../preconditions.ts';
import type { Rule } from '../rule.ts';

const expected = { ClaimsExist: 1, ClaimEquals: 2 } as const;
const words = { ClaimsExist: 'one Value, the claim', ClaimEquals: 'two, the claim and a literal' };

/** ClaimsExist takes a claim, ClaimEquals a claim and a literal. @see facts policy-language 6.2 */
export const preArity: Rule = {
  name: 'pre-arity',
  severity: 'error',
  why: 'With another number of values B2C cannot tell what the precondition compares.',
  fix: 'Give ClaimsExist the claim alone, and ClaimEquals the claim and the text it must have.',
  examples: {
    bad: '<Precondition Type="ClaimEquals" ExecuteActionsIf="true"><Value>newUser</Value><Action>SkipThisOrchestrationStep</Action></Precondition>',
    good: '<Precondition Type="ClaimEquals" ExecuteActionsIf="true"><Value>newUser</Value><Value>True</Value><Action>SkipThisOrchestrationStep</Action></Precondition>',
  },
  checkFile(file, report) {
    for (const { precondition } of preconditionsOfFile(file)) {
      const { type, values } = precondition;
      if (values.length === 0 || values.length === expected[type]) continue;
      const message = `A ${type} precondition needs ${words[type]}; this one has ${values.length}.`;
      report(precondition, message);
    }
  },
};
