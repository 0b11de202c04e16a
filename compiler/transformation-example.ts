/** A claims transformation of a rule's example: copies a mail address, or should. */
export function copyEmailExample(
  parts: { readonly method?: string; readonly input?: string; readonly output?: string } = {},
): string {
  const { method = 'CopyClaim', input = 'inputClaim', output = 'signInName' } = parts;
  return `<ClaimsTransformation Id="CopyEmail" TransformationMethod="${method}">
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="email" TransformationClaimType="${input}" />
  </InputClaims>
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="${output}" TransformationClaimType="outputClaim" />
  </OutputClaims>
</ClaimsTransformation>`;
}

/** A technical profile "REST-Points" that asserts something; `caller` is what runs it. */
export function assertionExample(caller: string): string {
  return `<ClaimsTransformation Id="AssertNew" TransformationMethod="AssertBooleanClaimIsEqualToValue">
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="newUser" TransformationClaimType="inputClaim" />
  </InputClaims>
  <InputParameters>
    <InputParameter Id="valueToCompareTo" DataType="boolean" Value="true" />
  </InputParameters>
</ClaimsTransformation>
<TechnicalProfile Id="REST-Points">
  <OutputClaimsTransformations>
    <OutputClaimsTransformation ReferenceId="AssertNew" />
  </OutputClaimsTransformations>
  <IncludeTechnicalProfile ReferenceId="REST-GetMembership" />
</TechnicalProfile>
${caller}`;
}
