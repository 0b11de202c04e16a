import { hasWholeChain } from '../journey-steps.ts';
import type { Rule } from '../rule.ts';

const neededClaims = new Map([
  ['VerificationControl', 'VerificationCode'],
  ['QrCodeControl', 'QrCodeContent'],
]);

/** Buttons of a control run the action of that name. @see facts policy-language 8.3 */
const knownActions = new Set(['SendCode', 'VerifyCode']);

/** A display control has the claim that it is made for. @see facts policy-language 8.3, engine 2.10.7 */
export const uiControlClaims: Rule = {
  name: 'ui-control-claims',
  severity: 'warning',
  why: 'The control shows its special field only for a claim of that ControlClaimType, and its buttons run SendCode and VerifyCode only.',
  fix: 'Give the DisplayClaim its ControlClaimType, or the Action the Id that the button runs.',
  examples: {
    bad: `<DisplayControl Id="emailControl" UserInterfaceControlType="VerificationControl">
  <DisplayClaims>
    <DisplayClaim ClaimTypeReferenceId="email" Required="true" />
    <DisplayClaim ClaimTypeReferenceId="membershipNumber" Required="true" />
  </DisplayClaims>
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="email" />
  </OutputClaims>
</DisplayControl>`,
    good: `<DisplayControl Id="emailControl" UserInterfaceControlType="VerificationControl">
  <DisplayClaims>
    <DisplayClaim ClaimTypeReferenceId="email" Required="true" />
    <DisplayClaim ClaimTypeReferenceId="membershipNumber" ControlClaimType="VerificationCode" Required="true" />
  </DisplayClaims>
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="email" />
  </OutputClaims>
</DisplayControl>`,
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const control of policy.displayControls.values()) {
      const { id, userInterfaceControlType: type, displayClaims, actions } = control;
      const needed = neededClaims.get(type);
      const isThere = displayClaims.some(({ controlClaimType }) => controlClaimType === needed);
      if (needed !== undefined && !isThere) {
        report(
          control,
          `The ${type} "${id}" has no display claim with ControlClaimType "${needed}".`,
        );
      }
      if (type !== 'VerificationControl') continue;
      for (const action of actions) {
        if (knownActions.has(action.id)) continue;
        report(action, `No button of the ${type} "${id}" runs the action "${action.id}".`);
      }
    }
  },
};
