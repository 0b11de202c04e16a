import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Example, Rule } from '../../../compiler/rule.ts';
import { keyNaming } from '../../../compiler/rules/key-naming.ts';
import { prodFraming } from '../../../compiler/rules/prod-framing.ts';
import { pwDisableStrongPassword } from '../../../compiler/rules/pw-disable-strong-password.ts';
import { tpMetadataValue } from '../../../compiler/rules/tp-metadata-value.ts';
import { tpRequiredMetadata } from '../../../compiler/rules/tp-required-metadata.ts';
import { tpUnknownMetadataKey } from '../../../compiler/rules/tp-unknown-metadata-key.ts';
import { tpUnused } from '../../../compiler/rules/tp-unused.ts';
import { vtpContinueOnErrorWrite } from '../../../compiler/rules/vtp-continue-on-error-write.ts';
import { vtpInputNotAvailable } from '../../../compiler/rules/vtp-input-not-available.ts';
import { vtpOutputLost } from '../../../compiler/rules/vtp-output-lost.ts';
import { vtpWriteBeforeCheck } from '../../../compiler/rules/vtp-write-before-check.ts';
import { lintExample } from '../../support/lint-example.ts';

interface Case {
  readonly name: string;
  readonly rule: Rule;
  readonly example: Example;
  /** What each message holds, in their order. Absent: nothing is found. */
  readonly found?: readonly RegExp[];
}

const item = (key: string, value: string) => `<Item Key="${key}">${value}</Item>`;
const includes = (id: string, parts: string, included = 'REST-GetMembership') =>
  `<TechnicalProfile Id="${id}">${parts}<IncludeTechnicalProfile ReferenceId="${included}" /></TechnicalProfile>`;
const outputs = (id: string, name = id) =>
  `<OutputClaims><OutputClaim ClaimTypeReferenceId="${id}" PartnerClaimType="${name}" /></OutputClaims>`;
const validates = (id: string, attributes = '') =>
  `<ValidationTechnicalProfile ReferenceId="${id}" ${attributes} />`;
const framing = (sources: string, enabled = true) =>
  `<UserJourneyBehaviors><JourneyFraming Enabled="${enabled}" Sources="${sources}" /></UserJourneyBehaviors>`;
const passwordRules = `<Predicate Id="Digit" Method="IncludesCharacters"><Parameters><Parameter Id="CharacterSet">0-9</Parameter></Parameters></Predicate>
<PredicateValidation Id="Digits"><PredicateGroups><PredicateGroup Id="Digit"><PredicateReferences><PredicateReference Id="Digit" /></PredicateReferences></PredicateGroup></PredicateGroups></PredicateValidation>
<ClaimType Id="newPassword"><DataType>string</DataType><UserInputType>Password</UserInputType><PredicateValidationReference Id="Digits" /></ClaimType>
<PersistedClaim ClaimTypeReferenceId="newPassword" PartnerClaimType="password" />`;

const profiles: readonly Case[] = [
  {
    name: 'a page that its step names',
    rule: tpRequiredMetadata,
    example: `<TechnicalProfile Id="SelfAsserted-LocalAccountSignin-Email"><Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.SelfAssertedAttributeProvider, Web.TPEngine" />${outputs('signInName')}</TechnicalProfile>`,
  },
  {
    name: 'a client_id sent as a claim',
    rule: tpRequiredMetadata,
    example:
      '<TechnicalProfile Id="Ropc"><Protocol Name="OpenIdConnect" /><Metadata><Item Key="METADATA">https://login.contoso.com/x</Item></Metadata><InputClaims><InputClaim ClaimTypeReferenceId="email" PartnerClaimType="client_id" DefaultValue="1" /></InputClaims></TechnicalProfile>',
  },
  {
    name: 'an empty client_id',
    rule: tpRequiredMetadata,
    example:
      '<TechnicalProfile Id="Partner"><Protocol Name="OAuth2" /><Metadata><Item Key="client_id"></Item></Metadata></TechnicalProfile>',
    found: [/no "client_id"/],
  },
  { name: 'what is only included', rule: tpRequiredMetadata, example: '' },
  {
    name: 'a base policy that is missing',
    rule: tpRequiredMetadata,
    example:
      '<BasePolicy><TenantId>contoso.onmicrosoft.com</TenantId><PolicyId>B2C_1A_Missing</PolicyId></BasePolicy><TechnicalProfile Id="Partner"><Protocol Name="OAuth2" /></TechnicalProfile>',
  },
  {
    name: 'a space after a key',
    rule: tpUnknownMetadataKey,
    example: item('SendClaimsIn ', 'Body'),
    found: [/space/],
  },
  {
    name: 'a key of another type',
    rule: tpUnknownMetadataKey,
    example: item('ContentDefinitionReferenceId', 'api.selfasserted'),
  },
  {
    name: 'a key in another case',
    rule: tpUnknownMetadataKey,
    example: item('debugmode', 'false'),
  },
  {
    name: 'a text of one control',
    rule: tpUnknownMetadataKey,
    example: item('language.button_continue', 'Go'),
  },
  {
    name: 'a setting that a script reads',
    rule: tpUnknownMetadataKey,
    example: item('setting.ourOwnColor', 'blue'),
  },
  {
    name: 'a message with an s too many',
    rule: tpUnknownMetadataKey,
    example: item('UserMessageIfClaimsPrincipalDoesNotExists', 'No'),
    found: [/Did you mean "UserMessageIfClaimsPrincipalDoesNotExist"/],
  },
  {
    name: 'a flag that is 1',
    rule: tpMetadataValue,
    example: includes(
      'AAD-X',
      `<Metadata>${item('Operation', 'read')}${item('RaiseErrorIfClaimsPrincipalDoesNotExist', '1')}</Metadata>`,
      'AAD-Common',
    ),
  },
  {
    name: 'a code that is good for a day',
    rule: tpMetadataValue,
    example: `<TechnicalProfile Id="Otp"><Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.OneTimePasswordProtocolProvider, Web.TPEngine" /><Metadata>${item('Operation', 'GenerateCode')}${item('CodeExpirationInSeconds', '86400')}</Metadata></TechnicalProfile>`,
    found: [/from 60 to 1200/],
  },
  {
    name: 'a number that a build brings',
    rule: tpMetadataValue,
    example: `<TechnicalProfile Id="Otp"><Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.OneTimePasswordProtocolProvider, Web.TPEngine" /><Metadata>${item('CodeExpirationInSeconds', '{Settings:Seconds}')}</Metadata></TechnicalProfile>`,
  },
  {
    name: 'a profile of another relying party',
    rule: tpUnused,
    example: {
      'Base.xml': includes('AAD-More', '', 'AAD-UserReadUsingObjectId'),
      'Other.xml':
        '<TechnicalProfile Id="LocalAccountSignUpWithLogonEmail"><ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="AAD-More" /></ValidationTechnicalProfiles></TechnicalProfile>',
    },
  },
  {
    name: 'a token of another tool',
    rule: keyNaming,
    example: '<Key Id="BasicAuthenticationUsername" StorageReferenceId="#{RestUser}#" />',
  },
  {
    name: 'every https page',
    rule: prodFraming,
    example: framing('https://app.contoso.com https:'),
    found: [/"https:"/],
  },
  { name: 'a page on this machine', rule: prodFraming, example: framing('http://localhost:3000') },
  { name: 'framing that is off', rule: prodFraming, example: framing('*', false) },
  {
    name: 'predicates with DisableStrongPassword',
    rule: pwDisableStrongPassword,
    example: `${passwordRules}<PersistedClaim ClaimTypeReferenceId="passwordPolicies" DefaultValue="DisablePasswordExpiration,DisableStrongPassword" />`,
  },
  {
    name: 'predicates with policies of the claims bag',
    rule: pwDisableStrongPassword,
    example: `${passwordRules}<PersistedClaim ClaimTypeReferenceId="passwordPolicies" />`,
  },
];

const reads = (id: string) =>
  `<InputClaims><InputClaim ClaimTypeReferenceId="${id}" /></InputClaims>`;

const validations: readonly Case[] = [
  {
    name: 'an output that a later validation reads',
    rule: vtpOutputLost,
    example: `${includes('REST-A', outputs('passwordPolicies'))}${includes('REST-B', reads('passwordPolicies'))}${validates('REST-A')}${validates('REST-B')}<InputClaim ClaimTypeReferenceId="passwordPolicies" />`,
  },
  {
    name: 'an output that nothing reads',
    rule: vtpOutputLost,
    example: `${includes('REST-A', outputs('passwordPolicies'))}${validates('REST-A')}`,
  },
  {
    name: 'an output that the token holds',
    rule: vtpOutputLost,
    example: `${validates('REST-GetMembership')}<ClaimsExchange Id="Read" TechnicalProfileReferenceId="AAD-UserReadUsingObjectId" />`,
    found: [/"membershipNumber" of "REST-GetMembership", which the token reads/],
  },
  {
    name: 'a claim that a later step sets',
    rule: vtpInputNotAvailable,
    example: `${includes('REST-A', reads('membershipNumber'))}${validates('REST-A')}`,
    found: [/"membershipNumber"/],
  },
  {
    name: 'a claim of an earlier validation',
    rule: vtpInputNotAvailable,
    example: `${includes('REST-A', outputs('passwordPolicies'))}${includes('REST-B', reads('passwordPolicies'))}${validates('REST-A')}${validates('REST-B')}`,
  },
  {
    name: 'a password check whose failure is swallowed',
    rule: vtpContinueOnErrorWrite,
    example: `${validates('login-NonInteractive', 'ContinueOnError="true"')}${validates('AAD-UserWriteUsingLogonEmail')}`,
    found: [/writes even when "login-NonInteractive"/],
  },
  {
    name: 'a write that comes first',
    rule: vtpContinueOnErrorWrite,
    example: `${validates('AAD-UserWriteUsingLogonEmail')}${validates('login-NonInteractive', 'ContinueOnError="true"')}`,
  },
  {
    name: 'an API that reads the new account',
    rule: vtpWriteBeforeCheck,
    example: `${includes('REST-Welcome', reads('objectId'))}${validates('AAD-UserWriteUsingLogonEmail')}${validates('REST-Welcome')}`,
  },
];

for (const { name, rule, example, found = [] } of [...profiles, ...validations]) {
  test(`${rule.name}: ${name}`, async (t) => {
    const messages = (await lintExample(t, rule, example)).map(({ message }) => message);
    assert.equal(messages.length, found.length, messages.join('\n'));
    for (const [index, expected] of found.entries()) assert.match(messages[index] ?? '', expected);
  });
}
