import { IdMap } from '../id-map.ts';
import type { TechnicalProfile } from '../model.ts';
import type { Rule } from '../rule.ts';
import type { PolicyElement } from '../source.ts';

/** What a file restates of its base policy has no effect. @see facts policy-language 2.1 */
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
  isPerRelyingParty: true,
  check({ chain }, report) {
    const inherited = new IdMap<Map<string, string>>();
    for (const file of chain) {
      for (const profile of file.technicalProfiles) {
        const known = inherited.get(profile.id) ?? new Map<string, string>();
        const own = partsOf(profile);
        for (const { name, element } of own.filter((part) => known.get(part.name) === part.value)) {
          report(element, `${name} has this value in the base policy already.`);
        }
        for (const { name, value } of own) known.set(name, value);
        inherited.set(profile.id, known);
      }
    }
  },
};

interface Part {
  readonly name: string;
  readonly value: string;
  readonly element: PolicyElement;
}

function partsOf({ metadata, cryptographicKeys }: TechnicalProfile): Part[] {
  return [
    ...metadata.map((item) => ({ name: `"${item.key}"`, value: item.value.trim(), element: item })),
    ...cryptographicKeys.map((key) => {
      return { name: `The key "${key.id}"`, value: key.storageReferenceId, element: key };
    }),
  ];
}
