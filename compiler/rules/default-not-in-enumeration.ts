import { attributeChange } from '../change.ts';
import { optionsOf } from '../claim-options.ts';
import { pageDefaults } from '../default-values.ts';
import { fold } from '../id-map.ts';
import { claimsWithLocalizedOptions } from '../localized-options.ts';
import type { Rule } from '../rule.ts';

const tier = `<ClaimType Id="tier">
  <DisplayName>Tier</DisplayName><DataType>string</DataType>
  <UserInputType>DropdownSingleSelect</UserInputType>
  <Restriction>
    <Enumeration Text="Oar" Value="oar" />
    <Enumeration Text="Scull" Value="scull" />
  </Restriction>
</ClaimType>`;

/** The default of a claim to choose from is one of its options. @see facts policy-language 3.3 */
export const defaultNotInEnumeration: Rule = {
  name: 'default-not-in-enumeration',
  severity: 'warning',
  why: 'None of the options is preselected.',
  fix: 'Use the Value of one of the Enumeration elements.',
  autofix: 'Writes the Value of an option that differs in case alone.',
  examples: {
    bad: {
      'Base.xml': tier,
      'Own.xml': `<TechnicalProfile Id="LocalAccountSignUpWithLogonEmail">
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="tier" DefaultValue="Oar" />
  </InputClaims>
</TechnicalProfile>`,
    },
    good: {
      'Base.xml': tier,
      'Own.xml': `<TechnicalProfile Id="LocalAccountSignUpWithLogonEmail">
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="tier" DefaultValue="oar" />
  </InputClaims>
</TechnicalProfile>`,
    },
  },
  check(policy, report, { policies }) {
    const localized = claimsWithLocalizedOptions(policy);
    for (const claim of pageDefaults(policy)) {
      const { claimTypeReferenceId: id, defaultValue = '' } = claim;
      const { values, spelled } = optionsOf(policy, id);
      if (values.size === 0 || localized.has(fold(id))) continue;
      if (defaultValue.split(',').every((value) => values.has(value))) continue;
      const to = spelled(defaultValue);
      const isMeant = to && policies.every((each) => optionsOf(each, id).values.has(to));
      const change = isMeant && attributeChange('DefaultValue', defaultValue, to);
      report(claim, `"${defaultValue}" is no option of "${id}".`, ...(change ? [change] : []));
    }
  },
};
