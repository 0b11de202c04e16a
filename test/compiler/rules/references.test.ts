import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Example } from '../../../compiler/rule.ts';
import { rules } from '../../../compiler/rules/index.ts';
import { diagnoseExample } from '../../support/lint-example.ts';

interface Case {
  readonly name: string;
  readonly example: Example;
  /** What is found of the families ref and merge, by rule and message. */
  readonly found: readonly string[];
}

const profile = (content: string) =>
  `<TechnicalProfile Id="REST-GetMembership">${content}</TechnicalProfile>`;
const claimType = (id: string) =>
  `<ClaimType Id="${id}"><DisplayName>One</DisplayName><DataType>string</DataType></ClaimType>`;

const cases: readonly Case[] = [
  {
    name: 'a claim of a transformation, with a suggestion',
    example: `<ClaimsTransformation Id="Copy" TransformationMethod="CopyClaim">
<InputClaims><InputClaim ClaimTypeReferenceId="emial" TransformationClaimType="inputClaim" /></InputClaims>
<OutputClaims><OutputClaim ClaimTypeReferenceId="displayName" TransformationClaimType="outputClaim" /></OutputClaims>
</ClaimsTransformation>`,
    found: ['ref-unknown-claim-type Unknown claim type "emial". Did you mean "email"?'],
  },
  {
    name: 'a claim of a display control and of its default value',
    example: `<DisplayControl Id="verifyEmail" UserInterfaceControlType="VerificationControl">
<InputClaims><InputClaim ClaimTypeReferenceId="email" DefaultValue="{Claim:nothing}" /></InputClaims>
<DisplayClaims><DisplayClaim ClaimTypeReferenceId="nobody" /></DisplayClaims>
</DisplayControl>`,
    found: [
      'ref-unknown-claim-type Unknown claim type "nothing".',
      'ref-unknown-claim-type Unknown claim type "nobody".',
    ],
  },
  {
    name: 'the action of a display control',
    example: `<DisplayControl Id="verifyEmail" UserInterfaceControlType="VerificationControl">
<Actions><Action Id="SendCode"><ValidationClaimsExchange>
<ValidationClaimsExchangeTechnicalProfile TechnicalProfileReferenceId="REST-GetMembershp" />
</ValidationClaimsExchange></Action></Actions>
</DisplayControl>`,
    found: [
      'ref-unknown-technical-profile Unknown technical profile "REST-GetMembershp". Did you mean "REST-GetMembership"?',
    ],
  },
  {
    name: 'the issuer of a step',
    example:
      '<OrchestrationStep Order="5" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="SamlIssuer" />',
    found: ['ref-unknown-technical-profile Unknown technical profile "SamlIssuer".'],
  },
  {
    name: 'the content definition of a page',
    example: profile(
      '<Metadata><Item Key="ContentDefinitionReferenceId">api.selfaserted</Item></Metadata>',
    ),
    found: [
      'ref-unknown-content-definition Unknown content definition "api.selfaserted". Did you mean "api.selfasserted"?',
    ],
  },
  {
    name: 'the second value of a precondition is a text',
    example: `<Precondition Type="ClaimEquals" ExecuteActionsIf="true">
<Value>displayName</Value><Value>nobody</Value><Action>SkipThisOrchestrationStep</Action></Precondition>`,
    found: [],
  },
  {
    name: 'the IpAddressClaimReferenceId of the starter pack',
    example: profile('<Metadata><Item Key="IpAddressClaimReferenceId">IpAddress</Item></Metadata>'),
    found: [],
  },
  {
    name: 'what a base policy declares',
    example: {
      'Base.xml': claimType('tier'),
      'Own.xml': profile(
        '<OutputClaims><OutputClaim ClaimTypeReferenceId="tier" /></OutputClaims>',
      ),
    },
    found: [],
  },
  {
    name: 'what only a child declares is no unknown',
    example: {
      'Base.xml': `<Precondition Type="ClaimsExist" ExecuteActionsIf="true">
<Value>tier</Value><Action>SkipThisOrchestrationStep</Action></Precondition>`,
      'Own.xml': claimType('tier'),
    },
    found: [
      'ref-forward-to-child The claim type "tier" is declared only in "B2C_1A_Own" (Own.xml), which is based on this policy.',
    ],
  },
  {
    name: 'what a child restates with another value',
    example: {
      'Base.xml': '',
      'Own.xml': profile('<Metadata><Item Key="SendClaimsIn">Form</Item></Metadata>'),
    },
    found: [],
  },
  {
    name: 'a value that comes back two files later is none of the base any more',
    example: {
      'Base.xml': '',
      'Middle.xml': profile('<Metadata><Item Key="SendClaimsIn">Form</Item></Metadata>'),
      'Own.xml': profile('<Metadata><Item Key="SendClaimsIn">Body</Item></Metadata>'),
    },
    found: [],
  },
  {
    name: 'a key that a child restates',
    example: {
      'Base.xml': '',
      'Own.xml': profile(
        '<CryptographicKeys><Key Id="BasicAuthenticationUsername" StorageReferenceId="B2C_1A_RestUsername" /></CryptographicKeys>',
      ),
    },
    found: [
      'merge-override-is-noop The key "BasicAuthenticationUsername" has this value in the base policy already.',
    ],
  },
];

const judged = rules.filter(({ name }) => /^(?:ref|merge)-/.test(name));
for (const { name, example, found } of cases) {
  test(`references: ${name}`, async (t) => {
    const { found: diagnostics } = await diagnoseExample(t, judged, example);
    const own = diagnostics.filter(({ rule }) => /^(?:ref|merge)-/.test(rule));
    const briefly = own.map(({ rule, message }) => `${rule} ${message.replace(/\(\S+\//, '(')}`);
    assert.deepEqual(briefly, found);
  });
}

test('where the base policy is missing, nothing is unknown', async (t) => {
  const base =
    '<BasePolicy><TenantId>contoso.onmicrosoft.com</TenantId><PolicyId>B2C_1A_Elsewhere</PolicyId></BasePolicy>';
  const example = `${base}\n<OutputClaim ClaimTypeReferenceId="tier" />\n<ClaimsExchange Id="One" TechnicalProfileReferenceId="REST-Other" />`;
  const { found } = await diagnoseExample(t, rules, example);
  const names = found.map(({ rule }) => rule);
  assert.ok(names.includes('chain-missing-base'));
  assert.deepEqual(
    names.filter((rule) => rule.startsWith('ref-')),
    [],
  );
});
