import { constantTexts } from '../constant-texts.ts';
import { preconditionsOfPolicy } from '../preconditions.ts';
import type { Rule } from '../rule.ts';

/** The second Value is a literal, never a claim. @see facts policy-language 6.2 */
export const preClaimAsLiteral: Rule = {
  name: 'pre-claim-as-literal',
  severity: 'warning',
  why: 'ClaimEquals compares a claim with a text; it never reads the claim of that name.',
  fix: 'Compare the two claims with a CompareClaims transformation, and its result here.',
  examples: {
    bad: '<Precondition Type="ClaimEquals" ExecuteActionsIf="true"><Value>email</Value><Value>signInName</Value><Action>SkipThisOrchestrationStep</Action></Precondition>',
    good: '<Precondition Type="ClaimEquals" ExecuteActionsIf="true"><Value>email</Value><Value>ada@example.com</Value><Action>SkipThisOrchestrationStep</Action></Precondition>',
  },
  check(policy, report) {
    for (const { precondition } of preconditionsOfPolicy(policy)) {
      const [claim, literal] = precondition.values;
      if (precondition.type !== 'ClaimEquals' || literal === undefined) continue;
      if (policy.claimTypes.get(literal)?.id !== literal) continue;
      if (constantTexts(policy).has(literal)) continue;
      report(
        precondition,
        `"${claim}" is compared with the text "${literal}", not with that claim.`,
      );
    }
  },
};
