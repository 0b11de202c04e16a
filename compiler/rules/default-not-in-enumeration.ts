import { fold } from '../id-map.ts';
import type { EffectivePolicy } from '../model.ts';
import type { Rule } from '../rule.ts';
import { technicalProfileType } from '../technical-profile-type.ts';

/** The default of a claim to choose from is one of its options. @see facts policy-language 3.3 */
export const defaultNotInEnumeration: Rule = {
  name: 'default-not-in-enumeration',
  severity: 'warning',
  why: 'None of the options is preselected.',
  fix: 'Use the Value of one of the Enumeration elements.',
  examples: {
    bad: `<ClaimType Id="tier">
  <DisplayName>Tier</DisplayName>
  <DataType>string</DataType>
  <UserInputType>DropdownSingleSelect</UserInputType>
  <Restriction>
    <Enumeration Text="Oar" Value="oar" />
    <Enumeration Text="Scull" Value="scull" />
  </Restriction>
</ClaimType>
<TechnicalProfile Id="SelfAsserted-Tier">
  <DisplayName>Choose a tier</DisplayName>
  <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.SelfAssertedAttributeProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
  <Metadata>
    <Item Key="ContentDefinitionReferenceId">api.selfasserted</Item>
  </Metadata>
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="tier" DefaultValue="Oar" />
  </InputClaims>
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="tier" Required="true" />
  </OutputClaims>
</TechnicalProfile>`,
    good: `<ClaimType Id="tier">
  <DisplayName>Tier</DisplayName>
  <DataType>string</DataType>
  <UserInputType>DropdownSingleSelect</UserInputType>
  <Restriction>
    <Enumeration Text="Oar" Value="oar" />
    <Enumeration Text="Scull" Value="scull" />
  </Restriction>
</ClaimType>
<TechnicalProfile Id="SelfAsserted-Tier">
  <DisplayName>Choose a tier</DisplayName>
  <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.SelfAssertedAttributeProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
  <Metadata>
    <Item Key="ContentDefinitionReferenceId">api.selfasserted</Item>
  </Metadata>
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="tier" DefaultValue="oar" />
  </InputClaims>
  <OutputClaims>
    <OutputClaim ClaimTypeReferenceId="tier" Required="true" />
  </OutputClaims>
</TechnicalProfile>`,
  },
  check(policy, report) {
    const localized = localizedClaims(policy);
    const profiles = policy.technicalProfiles.values();
    for (const profile of profiles.filter(
      (each) => technicalProfileType(each) === 'selfAsserted',
    )) {
      for (const claim of profile.inputClaims) {
        const options = optionsOf(policy, claim.claimTypeReferenceId);
        const { claimTypeReferenceId: id, defaultValue = '' } = claim;
        if (!options || defaultValue === '' || defaultValue.includes('{')) continue;
        if (localized.has(fold(id)) || defaultValue.split(',').every((each) => options.has(each)))
          continue;
        report(claim, `"${defaultValue}" is no option of "${id}".`);
      }
    }
  },
};

function optionsOf({ claimTypes }: EffectivePolicy, id: string): Set<string> | undefined {
  const options = claimTypes.get(id)?.restriction?.enumerations ?? [];
  return options.length > 0 ? new Set(options.map(({ value }) => value)) : undefined;
}

/** A language may have options of its own. */
function localizedClaims({ localization }: EffectivePolicy): Set<string> {
  const resources = localization?.localizedResources ?? [];
  const collections = resources.flatMap(({ localizedCollections }) => localizedCollections);
  return new Set(collections.map(({ elementId }) => fold(elementId)));
}
