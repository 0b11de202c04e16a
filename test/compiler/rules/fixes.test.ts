import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { rules } from '../../../compiler/rules/index.ts';
import { examplePolicy } from '../../support/example-policy.ts';
import { changedLines, fixTwice } from '../../support/fixed-example.ts';
import { brief } from '../../support/policy-text.ts';

const golden = join(import.meta.dirname, '../../golden/fix');

for (const rule of rules.filter(({ autofix }) => autofix !== undefined)) {
  test(`${rule.name}: the bad example is fixed as reviewed, once and for all`, async (t) => {
    const files = examplePolicy(rule.examples.bad);
    const byName = Object.fromEntries(files.map(({ name, text }) => [name, text]));
    const { fixed, left, once, twice } = await fixTwice(t, [rule], byName);
    assert.ok(fixed.length > 0);
    assert.deepEqual(left.filter(({ changes }) => changes).map(brief), []);
    assert.deepEqual(twice, once);
    const diffs = files.map(({ name, text }) => changedLines(text, `${once.get(name)}`));
    t.assert.fileSnapshot(diffs.join(''), join(golden, `${rule.name}.diff`), {
      serializers: [String],
    });
  });
}

/** One way to spoil a sound policy; each has one right answer, which is the sound policy. */
interface Spoiling {
  readonly name: string;
  readonly rule: string;
  readonly sound: string;
  readonly spoiled: string;
}

const exist = '<Precondition Type="ClaimsExist" ExecuteActionsIf="true">';
const oneLine = (text: string) => `            ${text}\n`;
const sub = '<OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" />';
const own = '<DisplayName>Read the membership</DisplayName>';

const spoilings: readonly Spoiling[] = [
  {
    name: 'a word in another case',
    rule: 'schema-value',
    sound: '<Action>SkipThisOrchestrationStep</Action>',
    spoiled: '<Action>skipthisorchestrationstep</Action>',
  },
  {
    name: 'space around a word',
    rule: 'schema-value',
    sound:
      'Id="newUser">\n        <DisplayName>Whether the account is new</DisplayName>\n        <DataType>boolean<',
    spoiled:
      'Id="newUser">\n        <DisplayName>Whether the account is new</DisplayName>\n        <DataType>\n Boolean <',
  },
  {
    name: 'a boolean in another case',
    rule: 'schema-value',
    sound: 'ClaimTypeReferenceId="signInName" PartnerClaimType="username" Required="true"',
    spoiled: 'ClaimTypeReferenceId="signInName" PartnerClaimType="username" Required="True"',
  },
  {
    name: 'an attribute in another case',
    rule: 'schema-unknown',
    sound: 'ClaimTypeReferenceId="passwordPolicies" DefaultValue',
    spoiled: 'claimtypeReferenceId="passwordPolicies" DefaultValue',
  },
  {
    name: 'an element in another case',
    rule: 'schema-unknown',
    sound: '<IncludeInSso>false</IncludeInSso>',
    spoiled: '<IncludeInSSO>false</IncludeInSSO>',
  },
  {
    name: 'an element too late',
    rule: 'schema-order',
    sound: `          ${own}\n          <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.RestfulProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />\n`,
    spoiled: `          <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.RestfulProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />\n          ${own}\n`,
  },
  {
    name: 'a reference in another case',
    rule: 'ref-case-mismatch',
    sound: 'TechnicalProfileReferenceId="AAD-UserReadUsingObjectId"',
    spoiled: 'TechnicalProfileReferenceId="AAD-userReadUsingObjectId"',
  },
  {
    name: 'the claim of a precondition in another case',
    rule: 'ref-case-mismatch',
    sound: `${exist}\n              <Value>objectId</Value>`,
    spoiled: `${exist}\n              <Value>OBJECTID</Value>`,
  },
  {
    name: 'a claim twice',
    rule: 'dup-claim-in-list',
    sound: `        ${sub}\n`,
    spoiled: `        ${sub}\n        ${sub}\n`,
  },
  {
    name: 'metadata twice',
    rule: 'dup-metadata-key',
    sound: oneLine('<Item Key="HttpBinding">POST</Item>'),
    spoiled: oneLine('<Item Key="HttpBinding">POST</Item>').repeat(3),
  },
  {
    name: 'white space where nothing may be',
    rule: 'schema-stray-text',
    sound: '<SubjectNamingInfo ClaimType="sub"></SubjectNamingInfo>',
    spoiled: '<SubjectNamingInfo ClaimType="sub">\n  </SubjectNamingInfo>',
  },
  {
    name: 'a gap in the steps',
    rule: 'journey-order',
    sound: '<OrchestrationStep Order="5"',
    spoiled: '<OrchestrationStep Order="17"',
  },
  {
    name: 'another schema version',
    rule: 'doc-schema-version',
    sound: 'PolicySchemaVersion="0.3.0.0"',
    spoiled: 'PolicySchemaVersion="0.4.0.0"',
  },
  {
    name: 'another name for the profile of the relying party',
    rule: 'rp-profile-id',
    sound: 'Id="PolicyProfile"',
    spoiled: 'Id="policyprofile"',
  },
];

const [example] = examplePolicy('');
const sound = (example?.text ?? '')
  .replace('gInfo ClaimType="sub" />', 'gInfo ClaimType="sub"></SubjectNamingInfo>')
  .replace('<ClaimsSchema>', '<!-- Ünïcödé: 張 😀 --><ClaimsSchema>')
  .replace('<RelyingParty>', "\n\n\t<!-- it's -->\t<RelyingParty >   ");

/** How a text may lie in a file. */
const encodings = {
  'UTF-8': (text: string) => Buffer.from(text),
  'UTF-8 with a mark': (text: string) => Buffer.from(`\uFEFF${text}`),
  'UTF-16LE': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16BE': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
} as const;
const lineEnds = ['\n', '\r\n', '\r'];

/** All rules would look at much that is not asked here. */
const asked = rules.filter(({ name }) => spoilings.some(({ rule }) => rule === name));

for (const { name, rule, sound: before, spoiled } of spoilings) {
  test(`${name} is corrected, to the character (${rule})`, async (t) => {
    assert.equal(sound.split(before).length, 2, 'the sound policy has the text once');
    const text = sound.replace(before, () => spoiled);
    const { fixed, once } = await fixTwice(t, asked, { 'A.xml': text });
    assert.ok(fixed.some((each) => each.rule === rule));
    assert.equal(`${once.get('A.xml')}`, sound);
  });
}

test('whatever is spoiled together comes back byte for byte, and a second run changes nothing', async (t) => {
  const choices = fc.record({
    some: fc.subarray([...spoilings], { minLength: 1 }),
    encoding: fc.constantFrom(...Object.keys(encodings)),
    lineEnd: fc.constantFrom(...lineEnds),
  });
  await fc.assert(
    fc.asyncProperty(choices, async ({ some, encoding, lineEnd }) => {
      const encode = encodings[encoding as keyof typeof encodings];
      const bytesOf = (text: string) => encode(text.replaceAll('\n', lineEnd));
      const text = some.reduce((all, each) => all.replace(each.sound, () => each.spoiled), sound);
      const { left, once, twice } = await fixTwice(t, asked, { 'A.xml': bytesOf(text) });
      assert.deepEqual(
        left.map(brief).filter((each) => !each.startsWith('file-utf16')),
        [],
      );
      assert.deepEqual(once.get('A.xml'), bytesOf(sound));
      assert.deepEqual(twice, once);
    }),
    { numRuns: 60 },
  );
});

const orderOfBase = {
  'Base.xml': examplePolicy({ 'Base.xml': '', 'Leaf.xml': '' })[0]?.text.replace(
    'Order="5"',
    'Order="6"',
  ),
};
const left = [
  {
    name: 'the spelling of a claim that may name it on the wire',
    rule: 'ref-case-mismatch',
    example: '<OutputClaim ClaimTypeReferenceId="MembershipNumber" />',
  },
  {
    name: 'metadata with two values',
    rule: 'dup-metadata-key',
    example:
      '<Item Key="DebugMode">true</Item>\n<Item Key="DebugMode">false</Item>\n<Item Key="DebugMode">true</Item>',
  },
  {
    name: 'a claim with two defaults',
    rule: 'dup-claim-in-list',
    example:
      '<OutputClaim ClaimTypeReferenceId="email" />\n<OutputClaim ClaimTypeReferenceId="email" DefaultValue="a" />',
  },
  {
    name: 'a number that is compared with a boolean',
    rule: 'pre-boolean-case',
    example:
      '<Precondition Type="ClaimEquals" ExecuteActionsIf="true"><Value>newUser</Value><Value>1</Value><Action>SkipThisOrchestrationStep</Action></Precondition>',
  },
  {
    name: 'the steps of a journey that others are based on',
    rule: 'journey-order',
    example: { 'Base.xml': `<?xml version="1.0"?>${orderOfBase['Base.xml']}`, 'Leaf.xml': '' },
  },
] as const;
for (const { name, rule: asking, example: bad } of left) {
  test(`${name}: that is for a person to say (${asking})`, async (t) => {
    const files = examplePolicy(bad).map(({ name: file, text }) => [file, text]);
    const own = rules.filter((rule) => rule.name === asking);
    const result = await fixTwice(t, own, Object.fromEntries(files));
    assert.deepEqual(result.fixed.map(brief), []);
    assert.ok(result.left.some(({ rule }) => rule === asking));
  });
}
