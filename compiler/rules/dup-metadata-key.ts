import type { MetadataItem } from '../model.ts';
import type { Rule } from '../rule.ts';

/**
 * A key stands once in a Metadata: the schema does not see to it. @see facts policy-language 1.5
 */
export const dupMetadataKey: Rule = {
  name: 'dup-metadata-key',
  severity: 'warning',
  why: 'Which of the two values counts is not documented.',
  fix: 'Keep one of them.',
  examples: {
    bad: `<Item Key="DebugMode">true</Item>
<Item Key="DebugMode">false</Item>`,
    good: '<Item Key="DebugMode">false</Item>',
  },
  checkFile(file, report) {
    const ofParty = file.relyingParty?.technicalProfiles ?? [];
    const owners = [
      ...file.technicalProfiles,
      ...ofParty,
      ...file.buildingBlocks.contentDefinitions,
    ];
    for (const { metadata } of owners) {
      const firsts = new Map<string, MetadataItem>();
      for (const item of metadata) {
        const first = firsts.get(item.key);
        if (!first) firsts.set(item.key, item);
        else report(item, `"${item.key}" is set in line ${first.position.line} too.`);
      }
    }
  },
};
