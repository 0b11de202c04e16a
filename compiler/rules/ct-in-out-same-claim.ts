import { fold } from '../id-map.ts';
import type { Rule } from '../rule.ts';

/** FormatStringMultipleClaims writes to a claim that it does not read. @see facts claims-transformations 9 */
export const ctInOutSameClaim: Rule = {
  name: 'ct-in-out-same-claim',
  severity: 'warning',
  why: 'The claim is reported to stay as it was where FormatStringMultipleClaims also reads it.',
  fix: 'Write to another claim.',
  examples: {
    bad: `<ClaimsTransformation Id="NameWithNumber" TransformationMethod="FormatStringMultipleClaims">
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="displayName" TransformationClaimType="inputClaim1" />
    <InputClaim ClaimTypeReferenceId="membershipNumber" TransformationClaimType="inputClaim2" />
  </InputClaims>
  <InputParameters>
    <InputParameter Id="stringFormat" DataType="string" Value="{0} ({1})" />
  </InputParameters>
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="displayName" TransformationClaimType="outputClaim" />
  </OutputClaims>
</ClaimsTransformation>`,
    good: `<ClaimsTransformation Id="NameWithNumber" TransformationMethod="FormatStringMultipleClaims">
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="email" TransformationClaimType="inputClaim1" />
    <InputClaim ClaimTypeReferenceId="membershipNumber" TransformationClaimType="inputClaim2" />
  </InputClaims>
  <InputParameters>
    <InputParameter Id="stringFormat" DataType="string" Value="{0} ({1})" />
  </InputParameters>
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="displayName" TransformationClaimType="outputClaim" />
  </OutputClaims>
</ClaimsTransformation>`,
  },
  check({ claimsTransformations }, report) {
    for (const transformation of claimsTransformations.values()) {
      const { id, transformationMethod, inputClaims, outputClaims } = transformation;
      if (fold(transformationMethod) !== 'formatstringmultipleclaims') continue;
      const read = new Set(inputClaims.map((claim) => fold(claim.claimTypeReferenceId)));
      const both = outputClaims.find((claim) => read.has(fold(claim.claimTypeReferenceId)));
      if (both) report(both, `"${id}" reads and writes the claim "${both.claimTypeReferenceId}".`);
    }
  },
};
