import { fold } from '../id-map.ts';
import { claimsWithLocalizedOptions } from '../localized-options.ts';
import type { Rule } from '../rule.ts';
import { shownClaims } from '../shown-claims.ts';

const selections = new Set(['DropdownSingleSelect', 'RadioSingleSelect', 'CheckboxMultiSelect']);

/**
 * A claim to choose from that a page shows has options: an Enumeration or a LocalizedCollection. @see
 * facts policy-language 3.3
 */
export const claimSelectWithoutOptions: Rule = {
  name: 'claim-select-without-options',
  severity: 'warning',
  why: 'The page shows an empty control.',
  fix: 'Add Enumeration elements to the Restriction, or a LocalizedCollection to the LocalizedResources of the page.',
  examples: {
    bad: `<ClaimType Id="tier">
  <DisplayName>Tier</DisplayName>
  <DataType>string</DataType>
  <UserInputType>RadioSingleSelect</UserInputType>
</ClaimType>
<DisplayClaim ClaimTypeReferenceId="tier" />`,
    good: `<ClaimType Id="tier">
  <DisplayName>Tier</DisplayName>
  <DataType>string</DataType>
  <UserInputType>RadioSingleSelect</UserInputType>
  <Restriction>
    <Enumeration Text="Oar" Value="oar" />
    <Enumeration Text="Scull" Value="scull" />
  </Restriction>
</ClaimType>
<DisplayClaim ClaimTypeReferenceId="tier" />`,
  },
  check(policy, report) {
    const localized = claimsWithLocalizedOptions(policy);
    for (const { claimTypeReferenceId } of shownClaims(policy)) {
      const claimType = policy.claimTypes.get(claimTypeReferenceId);
      if (!claimType || !selections.has(claimType.userInputType ?? '')) continue;
      if ((claimType.restriction?.enumerations.length ?? 0) > 0) continue;
      if (localized.has(fold(claimType.id))) continue;
      const message = `"${claimType.id}" is a ${claimType.userInputType} without options.`;
      report(claimType, message);
    }
  },
};
