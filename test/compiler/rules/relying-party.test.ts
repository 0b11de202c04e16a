import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Example, Rule } from '../../../compiler/rule.ts';
import { rpClaimCollision } from '../../../compiler/rules/rp-claim-collision.ts';
import { rpDefaultJourney } from '../../../compiler/rules/rp-default-journey.ts';
import { rpSessionRange } from '../../../compiler/rules/rp-session-range.ts';
import { uiDataUri } from '../../../compiler/rules/ui-data-uri.ts';
import { uiHttpLoad } from '../../../compiler/rules/ui-http-load.ts';
import { lintExample } from '../../support/lint-example.ts';

const behaviors = (parts: string) => `<UserJourneyBehaviors>\n${parts}\n</UserJourneyBehaviors>`;
const token = (claims: string, protocol = 'OpenIdConnect') =>
  `<RelyingParty><DefaultUserJourney ReferenceId="SignUpOrSignIn" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Token</DisplayName><Protocol Name="${protocol}" /><OutputClaims>${claims}</OutputClaims></TechnicalProfile></RelyingParty>`;
const page = (parts: string) =>
  `<ContentDefinition Id="api.selfasserted">\n<LoadUri>~/tenant/page.cshtml</LoadUri>\n<RecoveryUri>~/common/default_page_error.html</RecoveryUri>\n${parts}\n</ContentDefinition>`;
const control = (id: string, type: string, role: string) =>
  `<DisplayControl Id="${id}" UserInterfaceControlType="${type}"><DisplayClaims><DisplayClaim ClaimTypeReferenceId="email" ControlClaimType="${role}" /></DisplayClaims></DisplayControl><DisplayClaim DisplayControlReferenceId="${id}" />`;

interface Case {
  readonly rule: Rule;
  readonly name: string;
  readonly example: Example;
  readonly found: readonly string[];
}

const cases: readonly Case[] = [
  {
    rule: rpSessionRange,
    name: 'too many days',
    example: behaviors('<SingleSignOn Scope="Tenant" KeepAliveInDays="91" />'),
    found: ['KeepAliveInDays is 91, but must be 0 to 90.'],
  },
  {
    rule: rpDefaultJourney,
    name: 'nothing of a relying party that is only a base',
    example: {
      'Base.xml': '',
      'Middle.xml': `<RelyingParty><TechnicalProfile Id="PolicyProfile"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /></TechnicalProfile></RelyingParty>`,
      'Leaf.xml': '',
    },
    found: [],
  },
  {
    rule: rpClaimCollision,
    name: 'names that B2C sets, and names that claim types bring along',
    example: `<ClaimType Id="upn"><DisplayName>Name</DisplayName><DataType>string</DataType><DefaultPartnerClaimTypes><Protocol Name="OpenIdConnect" PartnerClaimType="displayName" /></DefaultPartnerClaimTypes></ClaimType>${token('<OutputClaim ClaimTypeReferenceId="displayName" /><OutputClaim ClaimTypeReferenceId="upn" /><OutputClaim ClaimTypeReferenceId="email" PartnerClaimType="aud" />')}`,
    found: [
      '"displayName" and "upn" are both called "displayName" in the token.',
      '"email" is called "aud" in the token, as a claim of B2C itself is.',
    ],
  },
  {
    rule: rpClaimCollision,
    name: 'nothing reserved in SAML',
    example: token('<OutputClaim ClaimTypeReferenceId="email" PartnerClaimType="aud" />', 'SAML2'),
    found: [],
  },
  {
    rule: uiDataUri,
    name: 'a layout too old for a control of an authenticator app',
    example: `${page('<DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.7</DataUri>')}${control('qr', 'QrCodeControl', 'QrCodeContent')}`,
    found: [
      'The content definition "api.selfasserted" has a layout of version 2.1.7, but the display control "qr" needs 2.1.9.',
    ],
  },
  {
    rule: uiDataUri,
    name: 'nothing of a layout that a verification control can do with',
    example: `${page('<DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.7</DataUri>')}${control('code', 'VerificationControl', 'VerificationCode')}`,
    found: [],
  },
  {
    rule: uiDataUri,
    name: 'a page without a DataUri',
    example: page(''),
    found: ['The content definition "api.selfasserted" has no DataUri.'],
  },
  {
    rule: uiHttpLoad,
    name: 'nothing of a template of B2C',
    example: page(''),
    found: [],
  },
];

for (const { rule, name, example, found } of cases) {
  test(`${rule.name} reports ${name}`, async (t) => {
    const all = await lintExample(t, rule, example);
    assert.deepEqual(
      all.map(({ message }) => message),
      found,
    );
  });
}

test('values of elements are reported where the element stands', async (t) => {
  const lineOf = async (rule: Rule, example: Example) =>
    (await lintExample(t, rule, example)).map(({ line }) => line);
  const seconds = '<SessionExpiryInSeconds>10</SessionExpiryInSeconds>';
  assert.deepEqual(await lineOf(rpSessionRange, behaviors(seconds)), [seconds]);
  const dataUri = '<DataUri>urn:com:microsoft:aad:b2c:elements:selfasserted:1.0.0</DataUri>';
  assert.deepEqual(await lineOf(uiDataUri, page(dataUri)), [dataUri]);
  const loadUri = '<LoadUri>http://pages.contoso.com/</LoadUri>';
  const insecure = page('').replace('<LoadUri>~/tenant/page.cshtml</LoadUri>', loadUri);
  assert.deepEqual(await lineOf(uiHttpLoad, insecure), [loadUri]);
});
