import { attributeChange, type Change } from '../change.ts';
import { Suggestions } from '../did-you-mean.ts';
import { allMetadataKeys, isOpenMetadataKey, metadataKeysOf } from '../metadata-keys.ts';
import type { Rule } from '../rule.ts';
import { type TechnicalProfileType, technicalProfileType } from '../technical-profile-type.ts';

/**
 * A metadata key is one that some type of technical profile knows. A key of another type than this one
 * is let pass: common parents carry them, and no page says that they are all. @see facts engine 2
 */
export const tpUnknownMetadataKey: Rule = {
  name: 'tp-unknown-metadata-key',
  severity: 'warning',
  why: 'B2C silently ignores a key that it does not know.',
  fix: 'Correct the key, or remove the Item.',
  autofix: 'Removes space around a key that is known without it.',
  examples: {
    bad: `<Item Key="SendClaimIn">Body</Item>
<Item Key="DefaultUserMessageIfRequestFailed ">Try again later.</Item>`,
    good: '<Item Key="ClaimsFormat">Body</Item>',
  },
  check({ technicalProfiles }, report) {
    const suggestions = new Suggestions();
    for (const profile of technicalProfiles.values()) {
      const type = technicalProfileType(profile);
      if (!type) continue;
      for (const item of profile.metadata) {
        const fault = faultOf(item.key, type, suggestions);
        if (fault) report(item, fault, ...trimmed(item.key));
      }
    }
  },
};

function faultOf(
  key: string,
  type: TechnicalProfileType,
  suggestions: Suggestions,
): string | undefined {
  if (allMetadataKeys.has(key) || isOpenMetadataKey(key)) return undefined;
  if (allMetadataKeys.has(key.trim())) {
    return `The metadata key "${key}" has a space at its begin or end.`;
  }
  const hint =
    suggestions.for(key, () => metadataKeysOf(type).keys()) ||
    suggestions.for(key, () => allMetadataKeys.keys());
  if (hint === '' && isMadeUpKey(key)) return undefined;
  return `Nothing documents the metadata key "${key}".${hint}`;
}

function trimmed(from: string): Change[] {
  const to = from.trim();
  return allMetadataKeys.has(to) ? [attributeChange('Key', from, to)] : [];
}

/** Scripts of a page read settings of their own; messages are more than the documentation lists. */
function isMadeUpKey(key: string): boolean {
  return /^(setting\.|UserMessage)/i.test(key);
}
