import { hasWholeChain } from '../journey-steps.ts';
import type { Rule } from '../rule.ts';
import { shownClaims } from '../shown-claims.ts';

/** A claim that a page has to show has a UserInputType. @see facts policy-language 3.3 */
export const claimShownWithoutInputType: Rule = {
  name: 'claim-shown-without-input-type',
  severity: 'error',
  why: 'There is nothing to render, so the user can neither see nor give the value.',
  fix: 'Add a UserInputType to the ClaimType, or take the claim off the page.',
  examples: {
    bad: `<ClaimType Id="tier">
  <DisplayName>Tier</DisplayName>
  <DataType>string</DataType>
</ClaimType>
<DisplayClaim ClaimTypeReferenceId="tier" />`,
    good: `<ClaimType Id="tier">
  <DisplayName>Tier</DisplayName>
  <DataType>string</DataType>
  <UserInputType>TextBox</UserInputType>
</ClaimType>
<DisplayClaim ClaimTypeReferenceId="tier" />`,
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const { claimTypeReferenceId, element, isDisplayClaim, isRequired } of shownClaims(
      policy,
    )) {
      const claimType = policy.claimTypes.get(claimTypeReferenceId);
      if (!claimType || claimType.userInputType !== undefined) continue;
      if (!isDisplayClaim && !isRequired) continue;
      report(element, `The claim type "${claimType.id}" has no UserInputType.`);
    }
  },
};
