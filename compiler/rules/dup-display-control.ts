import { IdMap } from '../id-map.ts';
import type { DisplayControl } from '../model-content.ts';
import type { Rule } from '../rule.ts';

/**
 * A DisplayControl stands once in a file: the schema does not see to it. @see facts policy-language
 * 1.5
 */
export const dupDisplayControl: Rule = {
  name: 'dup-display-control',
  severity: 'warning',
  why: 'Which of the two is shown is not documented.',
  fix: 'Rename one of them, or remove it.',
  examples: {
    bad: `<DisplayControl Id="verifyEmail" UserInterfaceControlType="VerificationControl">
  <DisplayClaims>
    <DisplayClaim ClaimTypeReferenceId="email" Required="true" />
  </DisplayClaims>
</DisplayControl>
<DisplayControl Id="verifyEmail" UserInterfaceControlType="VerificationControl">
  <DisplayClaims>
    <DisplayClaim ClaimTypeReferenceId="email" Required="true" />
  </DisplayClaims>
</DisplayControl>`,
    good: `<DisplayControl Id="verifyEmail" UserInterfaceControlType="VerificationControl">
  <DisplayClaims>
    <DisplayClaim ClaimTypeReferenceId="email" Required="true" />
  </DisplayClaims>
</DisplayControl>
<DisplayControl Id="verifyAddress" UserInterfaceControlType="VerificationControl">
  <DisplayClaims>
    <DisplayClaim ClaimTypeReferenceId="email" Required="true" />
  </DisplayClaims>
</DisplayControl>`,
  },
  checkFile(file, report) {
    const firsts = new IdMap<DisplayControl>();
    for (const control of file.buildingBlocks.displayControls) {
      const first = firsts.get(control.id);
      if (!first) firsts.set(control.id, control);
      else report(control, `There is already a "${control.id}" in line ${first.position.line}.`);
    }
  },
};
