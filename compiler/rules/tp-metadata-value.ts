import { didYouMean } from '../did-you-mean.ts';
import { fold } from '../id-map.ts';
import type { MetadataKey } from '../metadata-key.ts';
import { metadataKeysOf } from '../metadata-keys.ts';
import type { Rule } from '../rule.ts';
import { technicalProfileType } from '../technical-profile-type.ts';

/**
 * Metadata with a closed list of values or a range keeps to it. RESTful technical profiles are looked
 * at where they are read, by `rest-metadata-value`. @see facts engine 2
 */
export const tpMetadataValue: Rule = {
  name: 'tp-metadata-value',
  severity: 'warning',
  why: 'B2C refuses such a value, or takes the default instead.',
  fix: 'Use one of the documented values.',
  examples: {
    bad: `<TechnicalProfile Id="AAD-UserUpdate">
  <Metadata>
    <Item Key="Operation">Update</Item>
  </Metadata>
  <IncludeTechnicalProfile ReferenceId="AAD-Common" />
</TechnicalProfile>`,
    good: `<TechnicalProfile Id="AAD-UserUpdate">
  <Metadata>
    <Item Key="Operation">Write</Item>
  </Metadata>
  <IncludeTechnicalProfile ReferenceId="AAD-Common" />
</TechnicalProfile>`,
  },
  check({ technicalProfiles }, report) {
    for (const profile of technicalProfiles.values()) {
      const type = technicalProfileType(profile);
      if (!type || type === 'restful') continue;
      for (const item of profile.metadata) {
        const value = item.value.trim();
        const fault = faultOf(value, metadataKeysOf(type).get(item.key));
        if (fault) report(item, `The metadata "${item.key}" is "${value}", which is ${fault}`);
      }
    }
  },
};

/** The starter pack writes flags as 0 and 1 too. Tokens that a build replaces, and values that a resolver brings, are not judged. */
function faultOf(value: string, key: MetadataKey | undefined): string | undefined {
  if (!key || value === '' || /[{}#]|__/.test(value)) return undefined;
  const isFlag = key.values?.includes('true') && /^[01]$/.test(value);
  if (!isFlag && key.values?.every((allowed) => fold(allowed) !== fold(value))) {
    const listed = key.values.map((allowed) => `"${allowed}"`).join(', ');
    return `none of ${listed}.${didYouMean(value, key.values)}`;
  }
  if (!key.range) return undefined;
  const [minimum, maximum] = key.range;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  return number >= minimum && number <= maximum
    ? undefined
    : `no number from ${minimum} to ${maximum}.`;
}
