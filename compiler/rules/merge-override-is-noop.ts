import { IdMap } from '../id-map.ts';
import type { Report, Rule } from '../rule.ts';
import type { PolicyElement } from '../source.ts';

/**
 * What a file restates of its base policy as it is has no effect. @see facts policy-language 2.1
 */
export const mergeOverrideIsNoop: Rule = {
  name: 'merge-override-is-noop',
  severity: 'notice',
  why: 'It hides what the file really changes, and goes on to hold when the base policy is changed.',
  fix: 'Remove it.',
  examples: {
    bad: {
      'Base.xml': '',
      'Extensions.xml': `<TechnicalProfile Id="REST-GetMembership">
  <Metadata>
    <Item Key="ServiceUrl">https://api.contoso.com/api/get-membership</Item>
  </Metadata>
</TechnicalProfile>`,
    },
    good: {
      'Base.xml': '',
      'Extensions.xml': `<TechnicalProfile Id="REST-GetMembership">
  <Metadata>
    <Item Key="ServiceUrl">https://api.contoso.com/api/members</Item>
  </Metadata>
</TechnicalProfile>`,
    },
  },
  check({ chain }, report) {
    const inherited = new IdMap<Map<string, string>>();
    for (const file of chain) {
      for (const { id, metadata, cryptographicKeys } of file.technicalProfiles) {
        const known = inherited.get(id) ?? new Map<string, string>();
        inherited.set(id, known);
        for (const item of metadata)
          compare(known, `"${item.key}"`, { item, value: item.value.trim() }, report);
        for (const key of cryptographicKeys) {
          compare(
            known,
            `The key "${key.id}"`,
            { item: key, value: key.storageReferenceId },
            report,
          );
        }
      }
    }
  },
};

function compare(
  known: Map<string, string>,
  name: string,
  { item, value }: { readonly item: PolicyElement; readonly value: string },
  report: Report,
): void {
  if (known.get(name) === value) report(item, `${name} has this value in the base policy already.`);
  known.set(name, value);
}
