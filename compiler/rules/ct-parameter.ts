import type { Rule } from '../rule.ts';
import { inputParameterFaults } from '../transformation-method.ts';

/**
 * Parameters have the names, DataTypes and values that the method expects. That B2C compares them at
 * upload as it does input claims is unconfirmed. @see facts claims-transformations 1.2, 1.3, 1.4
 */
export const ctParameter: Rule = {
  name: 'ct-parameter',
  severity: 'warning',
  why: 'The method cannot run without its parameters, and knows no others.',
  fix: 'Correct the Id, DataType or Value of the InputParameter.',
  examples: {
    bad: `<ClaimsTransformation Id="LowerEmail" TransformationMethod="ChangeCase">
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="email" TransformationClaimType="inputClaim1" />
  </InputClaims>
  <InputParameters>
    <InputParameter Id="toCase" DataType="string" Value="SMALL" />
  </InputParameters>
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="email" TransformationClaimType="outputClaim" />
  </OutputClaims>
</ClaimsTransformation>`,
    good: `<ClaimsTransformation Id="LowerEmail" TransformationMethod="ChangeCase">
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="email" TransformationClaimType="inputClaim1" />
  </InputClaims>
  <InputParameters>
    <InputParameter Id="toCase" DataType="string" Value="LOWER" />
  </InputParameters>
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="email" TransformationClaimType="outputClaim" />
  </OutputClaims>
</ClaimsTransformation>`,
  },
  check(policy, report) {
    for (const { element, message } of inputParameterFaults(policy)) report(element, message);
  },
};
