import type { Rule } from '../rule.ts';
import { reportUnknown } from '../unresolved-references.ts';

/** A PredicateValidationReference must name a PredicateValidation. */
export const refUnknownPredicateValidation: Rule = {
  name: 'ref-unknown-predicate-validation',
  severity: 'error',
  why: 'B2C refuses to upload a policy that refers to a predicate validation nobody declares.',
  fix: 'Declare it in BuildingBlocks/PredicateValidations, or correct the reference.',
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
        <PredicateReference Id="LongEnough" />
      </PredicateReferences>
    </PredicateGroup>
  </PredicateGroups>
</PredicateValidation>
<ClaimType Id="newPassword">
  <DisplayName>New password</DisplayName>
  <DataType>string</DataType>
  <UserInputType>Password</UserInputType>
  <PredicateValidationReference Id="StrongPasswords" />
</ClaimType>`,
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
</PredicateValidation>
<ClaimType Id="newPassword">
  <DisplayName>New password</DisplayName>
  <DataType>string</DataType>
  <UserInputType>Password</UserInputType>
  <PredicateValidationReference Id="StrongPassword" />
</ClaimType>`,
  },
  checkSet: reportUnknown('predicate validation'),
};
