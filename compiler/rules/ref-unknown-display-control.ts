import type { Rule } from '../rule.ts';
import { reportUnknown } from '../unresolved-references.ts';

/** A DisplayControlReferenceId must name a DisplayControl. */
export const refUnknownDisplayControl: Rule = {
  name: 'ref-unknown-display-control',
  severity: 'error',
  why: 'B2C refuses to upload a policy that refers to a display control nobody declares.',
  fix: 'Declare the DisplayControl in BuildingBlocks/DisplayControls, or correct the reference.',
  examples: {
    bad: `<DisplayControl Id="emailVerification" UserInterfaceControlType="VerificationControl">
  <DisplayClaims>
    <DisplayClaim ClaimTypeReferenceId="email" Required="true" />
  </DisplayClaims>
</DisplayControl>
<DisplayClaim DisplayControlReferenceId="verifyEmail" />`,
    good: `<DisplayControl Id="emailVerification" UserInterfaceControlType="VerificationControl">
  <DisplayClaims>
    <DisplayClaim ClaimTypeReferenceId="email" Required="true" />
  </DisplayClaims>
</DisplayControl>
<DisplayClaim DisplayControlReferenceId="emailVerification" />`,
  },
  checkSet: reportUnknown('display control'),
};
