import type { Rule } from '../rule.ts';
import { claimFaults } from '../transformation-method.ts';

/** Input claims have the names and DataTypes that the method expects. @see facts claims-transformations 1.2 */
export const ctSignature: Rule = {
  name: 'ct-signature',
  severity: 'error',
  why: 'B2C compares DataType and TransformationClaimType of every input claim with the method, and refuses the upload.',
  fix: 'Correct the TransformationClaimType, or use a claim of the DataType that the method expects.',
  examples: {
    bad: `<ClaimsTransformation Id="CopyEmail" TransformationMethod="CopyClaim">
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="email" TransformationClaimType="input" />
  </InputClaims>
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="signInName" TransformationClaimType="outputClaim" />
  </OutputClaims>
</ClaimsTransformation>`,
    good: `<ClaimsTransformation Id="CopyEmail" TransformationMethod="CopyClaim">
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="email" TransformationClaimType="inputClaim" />
  </InputClaims>
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="signInName" TransformationClaimType="outputClaim" />
  </OutputClaims>
</ClaimsTransformation>`,
  },
  check(policy, report) {
    for (const { element, message } of claimFaults(policy, 'refused')) report(element, message);
  },
};
