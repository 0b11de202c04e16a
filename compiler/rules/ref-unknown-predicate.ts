import type { Rule } from '../rule.ts';
import { reportUnknown } from '../unresolved-references.ts';

/** A PredicateReference must name a Predicate. */
export const refUnknownPredicate: Rule = {
  name: 'ref-unknown-predicate',
  severity: 'error',
  why: 'B2C refuses to upload a policy that refers to a predicate nobody declares.',
  fix: 'Declare the Predicate in BuildingBlocks/Predicates, or correct the reference.',
  examples: {
    bad: `<Predicate Id="LongEnough" Method="IsLengthRange" HelpText="8 to 64 characters">
  <Parameters>
    <Parameter Id="Minimum">8</Parameter>
    <Parameter Id="Maximum">64</Parameter>
  </Parameters>
</Predicate>
<PredicateValidation Id="StrongPassword">
  <PredicateGroups>
    <PredicateGroup Id="Length">
      <PredicateReferences MatchAtLeast="1">
        <PredicateReference Id="Long" />
      </PredicateReferences>
    </PredicateGroup>
  </PredicateGroups>
</PredicateValidation>`,
    good: `<Predicate Id="LongEnough" Method="IsLengthRange" HelpText="8 to 64 characters">
  <Parameters>
    <Parameter Id="Minimum">8</Parameter>
    <Parameter Id="Maximum">64</Parameter>
  </Parameters>
</Predicate>
<PredicateValidation Id="StrongPassword">
  <PredicateGroups>
    <PredicateGroup Id="Length">
      <PredicateReferences MatchAtLeast="1">
        <PredicateReference Id="LongEnough" />
      </PredicateReferences>
    </PredicateGroup>
  </PredicateGroups>
</PredicateValidation>`,
  },
  checkSet: reportUnknown('predicate'),
};
