import type { ClaimType } from '../model.ts';
import type { Report, Rule } from '../rule.ts';

/**
 * The options of a claim differ in their Value, and at most one of them is selected by default where
 * only one can be.
 */
export const claimEnumDuplicateValue: Rule = {
  name: 'claim-enum-duplicate-value',
  severity: 'warning',
  why: "Which of the options is meant, or selected, is anyone's guess.",
  fix: 'Give each option a Value of its own, and at most one of them SelectByDefault="true".',
  examples: {
    bad: `<ClaimType Id="tier">
  <DisplayName>Tier</DisplayName>
  <DataType>string</DataType>
  <UserInputType>DropdownSingleSelect</UserInputType>
  <Restriction>
    <Enumeration Text="Oar" Value="oar" />
    <Enumeration Text="Scull" Value="oar" />
  </Restriction>
</ClaimType>`,
    good: `<ClaimType Id="tier">
  <DisplayName>Tier</DisplayName>
  <DataType>string</DataType>
  <UserInputType>DropdownSingleSelect</UserInputType>
  <Restriction>
    <Enumeration Text="Oar" Value="oar" SelectByDefault="true" />
    <Enumeration Text="Scull" Value="scull" />
  </Restriction>
</ClaimType>`,
  },
  check(policy, report) {
    for (const claimType of policy.claimTypes.values()) {
      reportSameValues(claimType, report);
      if (claimType.userInputType !== 'CheckboxMultiSelect') reportSelected(claimType, report);
    }
  },
};

function reportSameValues({ id, restriction }: ClaimType, report: Report): void {
  const values = new Set<string>();
  for (const option of restriction?.enumerations ?? []) {
    const { value } = option;
    if (values.has(value))
      report(option, `There is another option of "${id}" with the value "${value}".`);
    values.add(value);
  }
}

function reportSelected({ id, restriction }: ClaimType, report: Report): void {
  const selected = restriction?.enumerations.filter(({ selectByDefault }) => selectByDefault) ?? [];
  for (const option of selected.slice(1)) {
    report(option, `"${selected[0]?.value}" of "${id}" is selected by default already.`);
  }
}
