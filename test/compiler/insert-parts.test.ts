import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { insertParts } from '../../compiler/insert-parts.ts';
import { type PolicyPart, readPolicyParts } from '../../compiler/policy-parts.ts';
import { isSameElement } from '../../compiler/same-xml.ts';
import { Source } from '../../compiler/source.ts';
import { sharedPolicies } from '../support/our-policies.ts';

const ours = sharedPolicies();
const [base] = ours;
const partNamed = (id: string): PolicyPart => {
  const found = ours.flatMap(({ parts }) => parts).find((part) => part.id === id);
  if (!found) throw new Error(id);
  return found;
};

const namespace = 'xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06"';
const cases: readonly { name: string; ids: readonly string[]; text: string }[] = [
  {
    name: 'empty',
    ids: ['language', 'SM-Noop'],
    text: `<TrustFrameworkPolicy ${namespace}>\n</TrustFrameworkPolicy>\n`,
  },
  {
    name: 'one-line',
    ids: ['language'],
    text: `<TrustFrameworkPolicy ${namespace}><BuildingBlocks><ClaimsSchema></ClaimsSchema></BuildingBlocks></TrustFrameworkPolicy>`,
  },
  {
    name: 'self-closing',
    ids: ['PersonName', 'language'],
    text: `<TrustFrameworkPolicy ${namespace}>\n  <BuildingBlocks>\n    <Predicates />\n  </BuildingBlocks>\n  <ClaimsProviders/>\n</TrustFrameworkPolicy>\n`,
  },
  {
    name: 'sections-around',
    ids: ['DomainOfEmail', 'REST-Common', 'REST-Common-ApiKey', 'language'],
    text: [
      `<TrustFrameworkPolicy ${namespace}>`,
      '\t<BuildingBlocks>',
      '\t\t<ClaimsSchema>',
      '\t\t\t<ClaimType Id="own"><DataType>string</DataType></ClaimType> <!-- mine -->',
      '\t\t</ClaimsSchema>',
      '\t\t<DisplayControls>',
      '\t\t</DisplayControls>',
      '\t</BuildingBlocks>',
      '\t<ClaimsProviders>',
      '\t\t<ClaimsProvider>',
      '\t\t\t<DisplayName>Our API: what its profiles have in common</DisplayName>',
      '\t\t\t<TechnicalProfiles>',
      '\t\t\t\t<TechnicalProfile Id="Own" />',
      '\t\t\t</TechnicalProfiles>',
      '\t\t</ClaimsProvider>',
      '\t</ClaimsProviders>',
      '\t<RelyingParty />',
      '</TrustFrameworkPolicy>',
      '',
    ].join('\r\n'),
  },
];
for (const { name, ids, text } of cases) {
  test(`elements are inserted where the schema wants them: ${name}`, (t) => {
    const inserted = insertParts(new Source(`${name}.xml`, text), ids.map(partNamed));
    const path = `test/golden/insert-parts/${name}.xml`;
    t.assert.fileSnapshot(inserted.replaceAll('\r', '␍'), path, { serializers: [String] });
  });
}

const all = ours.flatMap(({ parts }) => parts);
const somewhere = fc.uniqueArray(fc.nat(all.length - 1), { maxLength: 20 });
const lineEnds = fc.constantFrom('\n', '\r\n');

test('whatever is inserted is there as it was, and all lines before stay in their order', async () => {
  await fc.assert(
    fc.property(somewhere, lineEnds, (indexes, lineEnd) => {
      const text = base?.source.text.replaceAll('\n', lineEnd) ?? '';
      const parts = indexes.flatMap((index) => all[index] ?? []);
      const inserted = insertParts(new Source('base.xml', text), parts);
      const found = readPolicyParts(new Source('base.xml', inserted))?.parts ?? [];
      for (const part of parts) {
        assert.ok(
          found.some(({ element }) => isSameElement(element, part.element)),
          part.id,
        );
      }
      assert.ok(isSubsequence(text.split(lineEnd), inserted.split(lineEnd)));
    }),
    { numRuns: 30 },
  );
});

function isSubsequence(lines: readonly string[], all: readonly string[]): boolean {
  let index = 0;
  for (const line of all) if (line === lines[index]) index += 1;
  return index === lines.length;
}
