import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { boundDiagnostics } from '../../compiler/bounded-diagnostics.ts';
import { checkGrammar } from '../../compiler/check.ts';
import { readPolicy } from '../../compiler/read.ts';
import { Source } from '../../compiler/source.ts';
import { parseXml } from '../../compiler/xml.ts';
import { brief, type PolicyParts, policyText } from '../support/policy-text.ts';

function check(text: string): string[] {
  const source = new Source('a.xml', text);
  const { root, diagnostics } = parseXml(source);
  assert.deepEqual(diagnostics.map(brief), []);
  return root ? checkGrammar(root, source).map(brief) : [];
}

/** The parts begin in line 2, and each stands in its own line. */
const cases: { name: string; parts?: Partial<PolicyParts>; text?: string; says: string[] }[] = [
  {
    name: 'nothing of a policy that is right',
    parts: {
      base: 'B2C_1A_Base',
      buildingBlocks:
        '<ClaimsSchema><ClaimType Id="a"><DataType>string</DataType></ClaimType></ClaimsSchema>',
      technicalProfiles:
        '<TechnicalProfile Id="b"><Metadata><Item Key="c">d</Item></Metadata></TechnicalProfile>',
      relyingParty: '<DefaultUserJourney ReferenceId="e" />',
    },
    says: [],
  },
  {
    name: 'an element that stands too late',
    parts: {
      technicalProfiles:
        '<TechnicalProfile Id="a">\n<Metadata><Item Key="b">c</Item></Metadata>\n<Protocol Name="None" />\n</TechnicalProfile>',
    },
    says: ['schema-order 4:1 "Protocol" must come before "Metadata".'],
  },
  {
    name: 'an element that stands too early, once and not for each that it overtook',
    parts: {
      technicalProfiles:
        '<TechnicalProfile Id="a">\n<OutputClaims />\n<DisplayName>b</DisplayName>\n<Protocol Name="None" />\n<InputClaims />\n</TechnicalProfile>',
    },
    says: ['schema-order 3:1 "InputClaims" must come before "OutputClaims".'],
  },
  {
    name: 'two swapped elements, at the second',
    parts: {
      buildingBlocks: '\n<Predicates />\n<ClaimsSchema><ClaimType Id="a" /></ClaimsSchema>',
    },
    says: ['schema-order 4:1 "ClaimsSchema" must come before "Predicates".'],
  },
  {
    name: 'several elements out of order',
    parts: {
      technicalProfiles:
        '<TechnicalProfile Id="a">\n<DisplayName>b</DisplayName>\n<OutputClaims />\n<InputClaims />\n<EnabledForUserJourneys>true</EnabledForUserJourneys>\n<Protocol Name="None" />\n</TechnicalProfile>',
    },
    says: [
      'schema-order 5:1 "InputClaims" must come before "OutputClaims".',
      'schema-order 7:1 "Protocol" must come before "OutputClaims".',
    ],
  },
  {
    name: 'an element that the schema does not have',
    parts: {
      technicalProfiles:
        '<TechnicalProfile Id="a">\n<IncludeTechnicalProfil ReferenceId="b" />\n</TechnicalProfile>',
    },
    says: [
      'schema-unknown 3:1 "TechnicalProfile" has no element "IncludeTechnicalProfil". Did you mean "IncludeTechnicalProfile"?',
    ],
  },
  {
    name: 'an element in the wrong parent, and not what is in it',
    parts: { buildingBlocks: '<ClaimsProvider><Wrong /></ClaimsProvider>' },
    says: [
      'schema-unknown 2:17 "BuildingBlocks" has no element "ClaimsProvider". It belongs into "ClaimsProviders".',
    ],
  },
  {
    name: 'a list in a list',
    parts: {
      technicalProfiles:
        '<TechnicalProfile Id="a"><ValidationTechnicalProfiles>\n<ValidationTechnicalProfiles />\n<ValidationTechnicalProfile ReferenceId="b" /></ValidationTechnicalProfiles></TechnicalProfile>',
    },
    says: [
      'schema-unknown 3:1 "ValidationTechnicalProfiles" has no element "ValidationTechnicalProfiles". Did you mean "ValidationTechnicalProfile"?',
    ],
  },
  {
    name: 'an attribute that the schema does not have, and the one that is missing for it',
    parts: { technicalProfiles: '<TechnicalProfile ID="a" />' },
    says: [
      'schema-unknown 2:53 "TechnicalProfile" has no attribute "ID". Did you mean "Id"?',
      'schema-cardinality 2:53 "TechnicalProfile" needs the attribute "Id".',
    ],
  },
  {
    name: 'an element too many',
    parts: {
      technicalProfiles:
        '<TechnicalProfile Id="a">\n<Metadata><Item Key="b">c</Item></Metadata>\n<Metadata><Item Key="d">e</Item></Metadata></TechnicalProfile>',
    },
    says: [
      'schema-cardinality 4:1 "TechnicalProfile" holds a second "Metadata"; the first is in line 3.',
    ],
  },
  {
    name: 'a list without items',
    parts: {
      technicalProfiles: '<TechnicalProfile Id="a"><Metadata>\n</Metadata></TechnicalProfile>',
    },
    says: ['schema-cardinality 2:78 "Metadata" needs at least one "Item".'],
  },
  {
    name: 'an element that is missing',
    text: '<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" TenantId="a.b" PolicyId="c" PublicPolicyUri="d">\n<BasePolicy><PolicyId>e</PolicyId></BasePolicy></TrustFrameworkPolicy>',
    says: ['schema-cardinality 2:1 "BasePolicy" needs the element "TenantId".'],
  },
  {
    name: 'a word that is not one of the list',
    parts: {
      buildingBlocks:
        '<ClaimsSchema><ClaimType Id="a">\n<DataType>String</DataType></ClaimType></ClaimsSchema>',
    },
    says: [
      'schema-value 3:1 "DataType" is "String", but must be one of "boolean", "date", "dateTime", "duration", "int", "long", "string", "stringCollection", "alternativeSecurityIdCollection", "userIdentityCollection", "userIdentity", "phoneNumber", "objectIdentityCollection", "objectIdentity". Did you mean "string"?',
    ],
  },
  {
    name: 'a boolean in capitals',
    parts: {
      technicalProfiles:
        '<TechnicalProfile Id="a"><InputClaims>\n<InputClaim ClaimTypeReferenceId="b" Required="True" /></InputClaims></TechnicalProfile>',
    },
    says: ['schema-value 3:1 "Required" of "InputClaim" is "True", but must be "true" or "false".'],
  },
  {
    name: 'a placeholder as a warning of its own',
    parts: {
      relyingParty:
        '<UserJourneyBehaviors>\n<JourneyInsights InstrumentationKey="Your key" TelemetryEngine="ApplicationInsights" />\n<ScriptExecution>{{scripts}}</ScriptExecution></UserJourneyBehaviors>',
    },
    says: [
      'schema-placeholder 3:1 "InstrumentationKey" of "JourneyInsights" is "Your key", but must be a GUID.',
      'schema-placeholder 4:1 "ScriptExecution" is "{{scripts}}", but must be one of "Allow", "Disallow".',
    ],
  },
  {
    name: 'a tenant of the documentation as a placeholder',
    text: '<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" TenantId="your-tenant.onmicrosoft.com" PolicyId="c" PublicPolicyUri="d" />',
    says: [
      'schema-placeholder 1:1 "TenantId" of "TrustFrameworkPolicy" is "your-tenant.onmicrosoft.com", but must be a tenant name like "contoso.onmicrosoft.com".',
    ],
  },
  {
    name: 'text between elements, where it begins',
    parts: {
      relyingParty:
        '<UserJourneyBehaviors>\n  todo\n<SessionExpiryType>Rolling</SessionExpiryType></UserJourneyBehaviors>',
    },
    says: ['schema-stray-text 3:3 "UserJourneyBehaviors" holds text, but may hold elements only.'],
  },
  {
    name: 'white space in an element that must be empty',
    parts: { relyingParty: '<DefaultUserJourney ReferenceId="a">\n</DefaultUserJourney>' },
    says: ['schema-stray-text 2:15 "DefaultUserJourney" must be empty, without even white space.'],
  },
  {
    name: 'enumerations beside a pattern',
    parts: {
      buildingBlocks:
        '<ClaimsSchema><ClaimType Id="a"><Restriction>\n<Enumeration Text="b" Value="c" />\n<Pattern RegularExpression="d" /></Restriction></ClaimType></ClaimsSchema>',
    },
    says: [
      'claim-restriction-both 4:1 "Restriction" holds "Pattern" beside "Enumeration", but may hold only one kind.',
    ],
  },
  {
    name: 'ids twice, whatever their case and provider',
    text: policyText({
      id: 'a',
      technicalProfiles:
        '\n<TechnicalProfile Id="b" /></TechnicalProfiles></ClaimsProvider>\n<ClaimsProvider><TechnicalProfiles>\n<TechnicalProfile Id="B" />',
    }),
    says: ['dup-id 5:1 There is already a "TechnicalProfile" called "B" in line 3.'],
  },
  {
    name: 'an order and an exchange twice in one journey',
    parts: {
      userJourneys:
        '<UserJourney Id="a"><OrchestrationSteps>\n<OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="b" TechnicalProfileReferenceId="c" /></ClaimsExchanges></OrchestrationStep>\n<OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges>\n<ClaimsExchange Id="b" TechnicalProfileReferenceId="d" /></ClaimsExchanges></OrchestrationStep></OrchestrationSteps></UserJourney>',
    },
    says: [
      'dup-id 4:1 There is already a "OrchestrationStep" called "1" in line 3.',
      'dup-id 5:1 There is already a "ClaimsExchange" called "b" in line 3.',
    ],
  },
  {
    name: 'a namespace that is not that of policies',
    text: '<TrustFrameworkPolicy PolicySchemaVersion="0.3.0.0" TenantId="a.b" PolicyId="c" PublicPolicyUri="d">\n<x:BuildingBlocks xmlns:x="y" /></TrustFrameworkPolicy>',
    says: [
      'xml-namespace 1:1 "TrustFrameworkPolicy" is in the namespace "", which is not that of policies.',
      'xml-namespace 2:1 "BuildingBlocks" is in the namespace "y", which is not that of policies.',
    ],
  },
  {
    name: 'nothing inside Extensions, and no attribute with a prefix',
    parts: {
      technicalProfiles:
        '<TechnicalProfile Id="a" xmlns:x="y" x:z="1"><Extensions><Any>thing</Any></Extensions></TechnicalProfile>',
    },
    says: [],
  },
];
for (const { name, parts, text, says } of cases) {
  test(`the grammar reports ${name}`, () => {
    assert.deepEqual(check(text ?? policyText({ id: 'a', ...parts })), says);
  });
}

test('all faults of a file are reported in one run', () => {
  const profiles = cases.flatMap(({ parts, says }) =>
    parts?.technicalProfiles ? [{ text: parts.technicalProfiles, says }] : [],
  );
  const text = profiles.map(({ text: each }, index) => each.replace('Id="a"', `Id="a${index}"`));
  const found = check(policyText({ id: 'a', technicalProfiles: text.join('\n') }));
  const wanted = profiles.flatMap(({ says }) => says);
  const ruleOf = (line: string) => line.split(' ')[0];
  assert.deepEqual(found.map(ruleOf).sort(), wanted.map(ruleOf).sort());
});

const order = [
  'Domain',
  'DisplayName',
  'Description',
  'InputTokenFormat',
  'OutputTokenFormat',
  'PreferredBinding',
  'IncludeInSso',
  'EnabledForUserJourneys',
];

test('moving what is reported as misplaced puts the rest in order, and nothing less would', async () => {
  const subset = fc.shuffledSubarray(order, { minLength: 1 });
  await fc.assert(
    fc.property(subset, (names) => {
      const children = names.map((name) => `\n<${name} />`).join('');
      const found = check(
        policyText({
          id: 'a',
          technicalProfiles: `<TechnicalProfile Id="a">${children}\n</TechnicalProfile>`,
        }),
      );
      const misplaced = found
        .filter((line) => line.startsWith('schema-order'))
        .map((line) => Number(/ (\d+):/.exec(line)?.[1]) - 3);
      const places = names.map((name) => order.indexOf(name));
      const left = places.filter((_, index) => !misplaced.includes(index));
      assert.deepEqual(
        left,
        [...left].sort((a, b) => a - b),
      );
      assert.equal(left.length, longestRise(places));
    }),
  );
});

/** The longest rising subsequence, the slow way. */
function longestRise(places: readonly number[]): number {
  const ending: number[] = [];
  for (const [index, place] of places.entries()) {
    const before = ending.filter((_, earlier) => (places[earlier] ?? 0) < place);
    ending[index] = Math.max(0, ...before) + 1;
  }
  return Math.max(...ending);
}

test('reading goes on where the grammar is broken', () => {
  const technicalProfiles = `<TechnicalProfile Id="a"><Metadata><Item Key="b">c</Item></Metadata><Protocol Name="None" />
    <Wrong /></TechnicalProfile><TechnicalProfile><DisplayName>no id</DisplayName></TechnicalProfile>`;
  const { policy, diagnostics } = readPolicy(
    new Source('a.xml', policyText({ id: 'a', technicalProfiles })),
  );
  assert.equal(diagnostics.length, 3);
  assert.deepEqual(
    policy?.technicalProfiles.map(({ id }) => id),
    ['a'],
  );
  assert.equal(policy?.technicalProfiles[0]?.protocol?.name, 'None');
  assert.equal(policy?.technicalProfiles[0]?.metadata[0]?.value, 'c');
});

test('very many faults of one rule are told as one, and printing leaves that alone', () => {
  const claimTypes = '<ClaimType Id="a" Di="b"/>'.repeat(1_500);
  const text = policyText({
    id: 'A',
    buildingBlocks: `<ClaimsSchema>${claimTypes}</ClaimsSchema>`,
  });
  const source = new Source('a.xml', text);
  const { root } = parseXml(source);
  const found = root ? checkGrammar(root, source) : [];
  const unknown = found.filter(({ rule }) => rule === 'schema-unknown');
  assert.equal(unknown.length, 1_000);
  assert.match(unknown.at(-1)?.message ?? '', /^501 more findings of "schema-unknown"/);
  assert.deepEqual(boundDiagnostics(unknown), unknown);
});
