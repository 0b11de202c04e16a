import type { Rule } from '../rule.ts';

/**
 * A key stands once in a Metadata: the schema does not see to it. @see facts policy-language 1.5
 */
export const dupMetadataKey: Rule = {
  name: 'dup-metadata-key',
  severity: 'warning',
  why: 'Which of the two values counts is not documented.',
  fix: 'Keep one of them.',
  autofix: 'Removes all but the first, where all of them have the same value.',
  examples: {
    bad: `<Item Key="DebugMode">true</Item>
<Item Key="DebugMode">false</Item>
<Item Key="SendClaimsIn">Body</Item>
<Item Key="SendClaimsIn">Body</Item>`,
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
      for (const [key, [first, ...others]] of Map.groupBy(metadata, (item) => item.key)) {
        const isSame = others.every(({ value }) => value === first?.value);
        const changes = isSame ? [{ kind: 'remove' } as const] : [];
        for (const item of others) {
          report(item, `"${key}" is set in line ${first?.position.line} too.`, ...changes);
        }
      }
    }
  },
};
