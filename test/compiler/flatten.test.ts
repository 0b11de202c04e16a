import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import * as z from 'zod';
import { type JsonValue, printJson } from '../../compiler/emit-json.ts';
import { flattenNothing, flattenPolicy } from '../../compiler/flatten.ts';
import { flattenedPolicy } from '../../compiler/flatten-shape.ts';
import { preconditionWords } from '../../compiler/flatten-words.ts';
import { resolvePolicy } from '../../compiler/resolve.ts';
import { type PolicyParts, policySetOf } from '../support/policy-text.ts';

async function flatten(t: TestContext, ...policies: PolicyParts[]) {
  const set = await policySetOf(t, policies);
  const { policy, diagnostics } = resolvePolicy(set, set.leaves[0] ?? assert.fail());
  return flattenPolicy(policy, diagnostics);
}

const claimTypes = `<ClaimsSchema>
  <ClaimType Id="surname"><DisplayName>Surname</DisplayName><DataType>string</DataType>
    <DefaultPartnerClaimTypes>
      <Protocol Name="OAuth2" PartnerClaimType="family_name" />
      <Protocol Name="SAML2" PartnerClaimType="urn:surname" />
    </DefaultPartnerClaimTypes>
    <UserInputType>TextBox</UserInputType>
    <Restriction><Pattern RegularExpression="^.+$" HelpText="Not empty." /></Restriction>
  </ClaimType>
</ClaimsSchema>`;

function profile(protocol: string, claim: string): string {
  const handler = protocol === 'Proprietary' ? ' Handler="Any.Provider"' : '';
  return `<TechnicalProfile Id="P"><Protocol Name="${protocol}"${handler} />
    <OutputClaims><OutputClaim ClaimTypeReferenceId="${claim}</OutputClaims></TechnicalProfile>`;
}

const names = [
  {
    name: 'the attribute wins',
    protocol: 'OAuth2',
    claim: 'surname" PartnerClaimType="sn"/>',
    partner: 'sn',
  },
  {
    name: "else the protocol's default",
    protocol: 'OAuth2',
    claim: 'surname"/>',
    partner: 'family_name',
  },
  { name: "each protocol's own", protocol: 'SAML2', claim: 'surname"/>', partner: 'urn:surname' },
  { name: 'else the id', protocol: 'OpenIdConnect', claim: 'surname"/>', partner: 'surname' },
  { name: 'as it is declared', protocol: 'Proprietary', claim: 'surName"/>', partner: 'surname' },
  {
    name: 'an empty attribute says nothing',
    protocol: 'SAML2',
    claim: 'surname" PartnerClaimType=""/>',
    partner: 'urn:surname',
  },
  {
    name: 'an unknown claim has its reference',
    protocol: 'OAuth2',
    claim: 'nobody"/>',
    partner: 'nobody',
  },
];
for (const { name, protocol, claim, partner } of names) {
  test(`PartnerClaimType: ${name}`, async (t) => {
    const technicalProfiles = profile(protocol, claim);
    const flat = await flatten(t, {
      id: 'B2C_1A_P',
      buildingBlocks: claimTypes,
      technicalProfiles,
    });
    assert.equal(flat.technicalProfiles[0]?.outputClaims[0]?.partnerClaimType, partner);
  });
}

test('a claim type with its pattern and defaults', async (t) => {
  const flat = await flatten(t, { id: 'B2C_1A_P', buildingBlocks: claimTypes });
  assert.deepEqual(flat.claimTypes, [
    {
      id: 'surname',
      dataType: 'string',
      displayName: 'Surname',
      userInputType: 'TextBox',
      defaultPartnerClaimTypes: { OAuth2: 'family_name', SAML2: 'urn:surname' },
      pattern: { regularExpression: '^.+$', helpText: 'Not empty.' },
    },
  ]);
});

test('ids that an object of JavaScript treats in its own way stay', async (t) => {
  const technicalProfiles = `<TechnicalProfile Id="P"><Metadata>
    <Item Key="__proto__">a</Item><Item Key="constructor">b</Item></Metadata></TechnicalProfile>`;
  const flat = await flatten(t, { id: 'B2C_1A_P', technicalProfiles });
  const json = JSON.stringify(flat.technicalProfiles[0]?.metadata);
  assert.equal(json, '{"__proto__":"a","constructor":"b"}');
});

test('a file that is no policy has the same shape', () => {
  assert.deepEqual(flattenedPolicy.parse(flattenNothing([])), flattenNothing([]));
});

test('docs/flatten.schema.json is the schema of what is printed', (t) => {
  const schema = z.toJSONSchema(flattenedPolicy, { io: 'output' });
  const text = printJson(JSON.parse(JSON.stringify(schema)) as JsonValue);
  t.assert.fileSnapshot(text, 'docs/flatten.schema.json', { serializers: [String] });
});

const preconditions = [
  { type: 'ClaimsExist', executeActionsIf: true, values: ['a'], words: 'skipped if a exists' },
  { type: 'ClaimsExist', executeActionsIf: false, values: ['a'], words: 'skipped unless a exists' },
  { type: 'ClaimEquals', executeActionsIf: true, values: ['a', 'x'], words: 'skipped if a is "x"' },
  {
    type: 'ClaimEquals',
    executeActionsIf: false,
    values: ['a', 'x'],
    words: 'skipped if a exists and is not "x"',
  },
] as const;
for (const { words, ...precondition } of preconditions) {
  test(`a precondition in words: ${words}`, () => {
    const action = 'SkipThisOrchestrationStep';
    assert.equal(preconditionWords({ ...precondition, action }), words);
  });
}
