import { predicateFaults } from '../predicate-faults.ts';
import type { Rule } from '../rule.ts';

/**
 * A Predicate has the parameters of its method, and no group asks for more than it lists. @see facts
 * policy-language 3.4
 */
export const predicateParams: Rule = {
  name: 'predicate-params',
  severity: 'error',
  why: 'B2C refuses a predicate that it cannot evaluate, or no value ever satisfies it.',
  fix: 'Correct the parameters of the Predicate, or MatchAtLeast.',
  examples: {
    bad: `<Predicate Id="LongEnough" Method="IsLengthRange" HelpText="8 to 64 characters">
  <Parameters>
    <Parameter Id="Minimum">64</Parameter>
    <Parameter Id="Maximum">8</Parameter>
  </Parameters>
</Predicate>`,
    good: `<Predicate Id="LongEnough" Method="IsLengthRange" HelpText="8 to 64 characters">
  <Parameters>
    <Parameter Id="Minimum">8</Parameter>
    <Parameter Id="Maximum">64</Parameter>
  </Parameters>
</Predicate>`,
  },
  check(policy, report) {
    for (const predicate of policy.predicates.values()) {
      for (const wrong of predicateFaults(predicate)) {
        report(predicate, `The predicate "${predicate.id}" ${wrong}.`);
      }
    }
    const validations = policy.predicateValidations.values();
    for (const { id, predicateReferences } of validations.flatMap((each) => each.predicateGroups)) {
      const { matchAtLeast = 0, references } = predicateReferences;
      if (matchAtLeast <= references.length) continue;
      const message = `The group "${id}" asks for ${matchAtLeast} of ${references.length} predicates.`;
      report(predicateReferences, message);
    }
  },
};
