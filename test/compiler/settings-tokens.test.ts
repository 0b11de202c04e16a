import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IdMap } from '../../compiler/id-map.ts';
import { type Environment, replaceSettingsTokens } from '../../compiler/settings-tokens.ts';
import { Source } from '../../compiler/source.ts';
import { parseXml } from '../../compiler/xml.ts';
import { brief } from '../support/policy-text.ts';

function environment(settings: Readonly<Record<string, string>> = {}): Environment {
  return {
    name: 'Test',
    tenant: 'contoso.onmicrosoft.com',
    settings: new IdMap(Object.entries(settings)),
  };
}

function replace(text: string, chosen?: Environment, file = 'policies/B2C_1A_b2c_1a_B2C_1A_x.XML') {
  const { root } = parseXml(new Source(file, text));
  assert.ok(root);
  const diagnostics = replaceSettingsTokens(root, chosen);
  return { root, diagnostics: diagnostics.map((each) => `${each.severity} ${brief(each)}`) };
}

const cases = [
  { name: 'the tenant', text: '{Settings:Tenant}', becomes: 'contoso.onmicrosoft.com' },
  { name: 'the name of the environment', text: '{Settings:Environment}', becomes: 'Test' },
  { name: 'the name of the file', text: '{Settings:Filename}', becomes: 'B2C_1A_b2c_1a_B2C_1A_x' },
  { name: 'the name of the policy', text: '{Settings:PolicyFilename}', becomes: 'b2c_1a_x' },
  { name: 'a key, whatever its case', text: '{SETTINGS:apiurl}', becomes: 'https://a' },
  {
    name: 'all tokens of a text',
    text: '{Settings:ApiUrl}/{Settings:ApiUrl}',
    becomes: 'https://a/https://a',
  },
  { name: 'dollar signs as they are', text: '{Settings:Dollar}', becomes: "$& $1 $' $$" },
  { name: 'a value as the text of XML', text: '{Settings:Query}', becomes: '?a=1&b=<&#x41;A' },
  {
    name: 'a value once: it may look like a token',
    text: '{Settings:Token}',
    becomes: '{Settings:Tenant}',
  },
  {
    name: 'nothing in claim resolvers',
    text: '{Context:CorrelationId} {0}',
    becomes: '{Context:CorrelationId} {0}',
  },
];
for (const { name, text, becomes } of cases) {
  test(`{Settings:…} becomes ${name}`, () => {
    const values = {
      ApiUrl: 'https://a',
      Dollar: "$& $1 $' $$",
      Query: '?a=1&amp;b=&lt;&amp;#x41;&#65;',
      Token: '{Settings:Tenant}',
    };
    const { root, diagnostics } = replace(`<a b="${text}"><c>${text}</c></a>`, environment(values));
    assert.equal(root.attributes[0]?.value, becomes);
    assert.equal(root.children[0]?.text, becomes);
    assert.deepEqual(diagnostics, []);
  });
}

test('a token that nothing replaces stays, and is a fault of its element', () => {
  const { root, diagnostics } = replace(
    '<a>\n <b x="{Settings:ApiUlr}"/></a>',
    environment({ ApiUrl: 'u' }),
  );
  assert.equal(root.children[0]?.attributes[0]?.value, '{Settings:ApiUlr}');
  assert.deepEqual(diagnostics, [
    'error settings-token 2:2 No setting replaces "{Settings:ApiUlr}". Did you mean "ApiUrl"?',
  ]);
});

test('without an environment the file knows its own name, and the rest is a warning', () => {
  const { root, diagnostics } = replace(
    '<a b="{Settings:Filename}{Settings:Tenant}"/>',
    undefined,
    'Base.xml',
  );
  assert.equal(root.attributes[0]?.value, 'Base{Settings:Tenant}');
  assert.deepEqual(diagnostics, [
    'warning settings-token 1:1 No setting replaces "{Settings:Tenant}".',
  ]);
});

test('an element of a hundred thousand children is no problem', () => {
  const { root } = replace(`<a>${'<b x="{Settings:Tenant}"/>'.repeat(100_000)}</a>`, environment());
  assert.equal(root.children.at(-1)?.attributes[0]?.value, 'contoso.onmicrosoft.com');
});
