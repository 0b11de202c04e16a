import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeXml } from '../../compiler/escape-xml.ts';
import { withoutPositions } from '../../compiler/flatten.ts';
import { IdMap } from '../../compiler/id-map.ts';
import { readPolicy } from '../../compiler/read.ts';
import { type Environment, renderSettingsTokens } from '../../compiler/settings-tokens.ts';
import { Source } from '../../compiler/source.ts';
import { policyText } from '../support/policy-text.ts';

function environmentOf(parts: Partial<Record<'name' | 'tenant' | 'club', string>>): Environment {
  const { name = 'Live', tenant, club = 'Alder &amp; Lake' } = parts;
  return { name, settings: new IdMap([['Club', club]]), ...(tenant !== undefined && { tenant }) };
}

const cases = [
  { text: '{Settings:Club}', rendered: 'Alder &amp; Lake' },
  { text: '{settings: club }/{SETTINGS:CLUB}', rendered: 'Alder &amp; Lake/Alder &amp; Lake' },
  { text: '{Settings:Tenant}', rendered: '{Settings:Tenant}' },
  { text: '{Settings:Environment}', rendered: 'Live' },
  { text: '{Settings:Filename}', rendered: 'B2C_1A_R&amp;D' },
  { text: '{Settings:PolicyFilename}', rendered: 'R&amp;D' },
  { text: '{Settings:Unknown} {OIDC:Nonce}', rendered: '{Settings:Unknown} {OIDC:Nonce}' },
];
for (const { text, rendered } of cases) {
  test(`${text} is uploaded as ${rendered}`, () => {
    assert.equal(renderSettingsTokens(text, 'a/B2C_1A_R&D.xml', environmentOf({})), rendered);
  });
}

test('a value stands as it is, also where it looks like a replacement', () => {
  const environment = environmentOf({ club: "$& $1 $' {Settings:Club}" });
  const rendered = renderSettingsTokens('<{Settings:Club}>', 'a.xml', environment);
  assert.equal(rendered, "<$& $1 $' {Settings:Club}>");
});

test('what is uploaded means what lint has read, whatever the settings hold', () => {
  const item =
    '<Item Key="ServiceUrl" Note="{Settings:Club}">{Settings:Tenant}{Settings:Club}</Item>';
  const text = policyText({
    id: 'B2C_1A_A',
    technicalProfiles: `<TechnicalProfile Id="{Settings:Club}"><Metadata>${item}</Metadata></TechnicalProfile>`,
  });
  const word = fc.string({
    unit: fc.constantFrom('<', '&', '"', "'", '>', ']', '{', '$', 'é', ' ', 'a'),
  });
  fc.assert(
    fc.property(word, word, (club, tenant) => {
      const environment = environmentOf({ club: escapeXml(club), tenant });
      const rendered = renderSettingsTokens(text, 'a.xml', environment);
      const uploaded = readPolicy(new Source('a.xml', rendered)).policy;
      const linted = readPolicy(new Source('a.xml', text), environment).policy;
      assert.deepEqual(withoutPositions(uploaded ?? {}), withoutPositions(linted ?? {}));
    }),
  );
});
