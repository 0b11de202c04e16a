import { predicateExample } from '../predicate-example.ts';
import type { Rule } from '../rule.ts';
import { reportUnknown } from '../unresolved-references.ts';

const newPassword = (reference: string) => `
<ClaimType Id="newPassword">
  <DisplayName>New password</DisplayName>
  <DataType>string</DataType>
  <UserInputType>Password</UserInputType>
  <PredicateValidationReference Id="${reference}" />
</ClaimType>`;

/** A PredicateValidationReference must name a PredicateValidation. */
export const refUnknownPredicateValidation: Rule = {
  name: 'ref-unknown-predicate-validation',
  severity: 'error',
  why: 'B2C refuses to upload a policy that refers to a predicate validation nobody declares.',
  fix: 'Declare it in BuildingBlocks/PredicateValidations, or correct the reference.',
  examples: {
    bad: predicateExample('LongEnough') + newPassword('StrongPasswords'),
    good: predicateExample('LongEnough') + newPassword('StrongPassword'),
  },
  checkSet: reportUnknown('predicate validation'),
};
