/** The predicates "StrongPassword" of a rule's example; `reference` names "LongEnough", or should. */
export function predicateExample(reference: string): string {
  return `<Predicate Id="LongEnough" Method="IsLengthRange" HelpText="8 to 64 characters">
  <Parameters>
    <Parameter Id="Minimum">8</Parameter>
    <Parameter Id="Maximum">64</Parameter>
  </Parameters>
</Predicate>
<PredicateValidation Id="StrongPassword">
  <PredicateGroups>
    <PredicateGroup Id="Length">
      <PredicateReferences MatchAtLeast="1">
        <PredicateReference Id="${reference}" />
      </PredicateReferences>
    </PredicateGroup>
  </PredicateGroups>
</PredicateValidation>`;
}
