import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handlers, sendClaims, startTest, tenantOf } from '../support/emulated-tenant.ts';

const field = (id: string, type: string) =>
  `<ClaimType Id="${id}"><DisplayName>${id}</DisplayName><DataType>string</DataType><UserInputType>${type}</UserInputType></ClaimType>`;
const claims = {
  signInName: field('signInName', 'TextBox'),
  password: field('password', 'Password'),
  objectId: 'string',
  passwordExpired: 'boolean',
  continueOnPasswordExpiration: 'string',
};

const output = (id: string, more = '') => `<OutputClaim ClaimTypeReferenceId="${id}" ${more} />`;
const input = (id: string, more = '') => `<InputClaim ClaimTypeReferenceId="${id}" ${more} />`;

/** A page whose validation technical profile is login-NonInteractive, as the starter pack has it. */
const profiles = (goesOn: boolean, messages: string) =>
  `<TechnicalProfile Id="Page"><DisplayName>Page</DisplayName>${handlers.selfAsserted}<Metadata><Item Key="ContentDefinitionReferenceId">api.selfasserted</Item>${messages}</Metadata><OutputClaims>${output('signInName', 'Required="true"')}${output('password', 'Required="true"')}${output('objectId')}${output('passwordExpired')}</OutputClaims><ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="login-NonInteractive" /></ValidationTechnicalProfiles></TechnicalProfile>` +
  `<TechnicalProfile Id="login-NonInteractive"><DisplayName>Login</DisplayName><Protocol Name="OpenIdConnect" /><Metadata><Item Key="METADATA">https://login.microsoftonline.com/{tenant}/.well-known/openid-configuration</Item></Metadata><InputClaims>${input('signInName', 'PartnerClaimType="username" Required="true"')}${input('password', 'Required="true"')}${goesOn ? input('continueOnPasswordExpiration', 'DefaultValue="true"') : ''}</InputClaims><OutputClaims>${output('objectId', 'PartnerClaimType="oid"')}${output('passwordExpired')}</OutputClaims></TechnicalProfile>`;

interface Case {
  readonly name: string;
  readonly signInName: string;
  readonly password?: string;
  readonly wrongBefore?: number;
  readonly goesOn?: boolean;
  readonly messages?: string;
  readonly gives: unknown;
}

const right = 'Correct-horse-7';
const cases: readonly Case[] = [
  {
    name: 'takes an e-mail address',
    signInName: 'ADA@example.org',
    gives: { signInName: 'ADA@example.org', objectId: 'ada-id' },
  },
  {
    name: 'takes a user name',
    signInName: 'bob',
    gives: { signInName: 'bob', objectId: 'bob-id' },
  },
  {
    name: 'takes a phone number',
    signInName: '+41440000000',
    gives: { signInName: '+41440000000', objectId: 'cy-id' },
  },
  {
    name: 'takes a userPrincipalName',
    signInName: 'ada-id@contoso.onmicrosoft.com',
    gives: { signInName: 'ada-id@contoso.onmicrosoft.com', objectId: 'ada-id' },
  },
  { name: 'knows nobody of that name', signInName: 'nobody', gives: 'AADB2C90053' },
  { name: 'takes no wrong password', signInName: 'bob', password: 'wrong', gives: 'AADB2C90054' },
  {
    name: 'takes no password of a social account',
    signInName: 'di-id@contoso.onmicrosoft.com',
    gives: 'AADB2C90054',
  },
  {
    name: 'locks the account after ten wrong ones',
    signInName: 'bob',
    wrongBefore: 10,
    gives: 'AADB2C90114',
  },
  { name: 'takes no disabled account', signInName: 'ed', gives: 'AADB2C90111' },
  { name: 'asks for a new password', signInName: 'fay', gives: 'Your password has expired.' },
  {
    name: "asks for it in the page's words",
    signInName: 'fay',
    messages: '<Item Key="UserMessageIfPasswordExpired">Renew!</Item>',
    gives: 'Renew!',
  },
  {
    name: 'goes on with an expired password where it is told to, and says only that',
    signInName: 'fay',
    goesOn: true,
    gives: { signInName: 'fay', passwordExpired: true },
  },
  {
    name: "refuses in the page's words",
    signInName: 'bob',
    password: 'x',
    messages: '<Item Key="UserMessageIfInvalidPassword">No.</Item>',
    gives: 'No.',
  },
  {
    name: 'refuses in words for any refusal, where the page has no others',
    signInName: 'nobody',
    messages: '<Item Key="DefaultMessage">Wrong name or password.</Item>',
    gives: 'Wrong name or password.',
  },
  {
    name: 'refuses a password in the words of the password grant before those for any refusal',
    signInName: 'bob',
    password: 'x',
    messages:
      '<Item Key="DefaultMessage">No.</Item><Item Key="ResourceOwnerFlowInvalidCredentials">Wrong password.</Item>',
    gives: 'Wrong password.',
  },
];

for (const {
  name,
  signInName,
  password = right,
  wrongBefore = 0,
  goesOn = false,
  messages = '',
  gives,
} of cases) {
  test(`a password grant ${name}`, async (t) => {
    const step =
      '<OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="PageExchange" TechnicalProfileReferenceId="Page" /></ClaimsExchanges></OrchestrationStep>';
    const tenant = await tenantOf(t, {
      claims,
      technicalProfiles: profiles(goesOn, messages),
      steps: step + sendClaims(2),
    });
    const { directory } = tenant;
    const users: readonly (readonly [
      id: string,
      attributes: Record<string, string | boolean>,
      mustChange?: boolean,
    ])[] = [
      ['ada-id', { 'signInNames.emailAddress': 'ada@example.org' }],
      ['bob-id', { 'signInNames.userName': 'bob' }],
      ['cy-id', { 'signInNames.phoneNumber': '+41440000000' }],
      ['ed-id', { 'signInNames.userName': 'ed', accountEnabled: false }],
      ['fay-id', { 'signInNames.userName': 'fay' }, true],
    ];
    for (const [objectId, attributes, mustChange = false] of users) {
      await directory.create(
        { objectId, displayName: objectId, ...attributes },
        { password: right, mustChange },
      );
    }
    await directory.create({
      objectId: 'di-id',
      displayName: 'Di',
      userIdentities: [{ issuer: 'idp.example', issuerUserId: '1' }],
    });
    for (let wrong = 0; wrong < wrongBefore; wrong += 1)
      await directory.checkPassword(signInName, 'wrong');
    let { stop } = await startTest(tenant);
    if (stop.kind === 'page')
      stop = await stop.resume({ kind: 'submit', claims: { signInName, password } });
    if (stop.kind === 'page' && 'error' in stop.page && stop.page.error) {
      const { code, message } = stop.page.error;
      assert.equal(String(gives).startsWith('AADB2C') ? code : message, gives);
      return;
    }
    if (stop.kind === 'page') stop = await stop.resume({ kind: 'confirm' });
    assert.deepEqual(
      stop.kind === 'response' && stop.response.kind === 'json' && stop.response.body,
      gives,
    );
  });
}

const readMessage = (onDirectory: string, onPage: string) =>
  `<TechnicalProfile Id="Page"><DisplayName>Page</DisplayName>${handlers.selfAsserted}<Metadata><Item Key="ContentDefinitionReferenceId">api.selfasserted</Item>${onPage}</Metadata><OutputClaims>${output('signInName', 'Required="true"')}${output('objectId')}</OutputClaims><ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="Read" /></ValidationTechnicalProfiles></TechnicalProfile><TechnicalProfile Id="Read"><DisplayName>Read</DisplayName>${handlers.directory}<Metadata><Item Key="Operation">Read</Item><Item Key="RaiseErrorIfClaimsPrincipalDoesNotExist">true</Item>${onDirectory}</Metadata><InputClaims>${input('signInName', 'PartnerClaimType="signInNames"')}</InputClaims><OutputClaims>${output('objectId')}</OutputClaims></TechnicalProfile>`;
const item = (text: string) =>
  `<Item Key="UserMessageIfClaimsPrincipalDoesNotExist">${text}</Item>`;

const messages = [
  { name: 'of the directory profile', directory: item('D'), page: '', gives: 'D' },
  { name: 'of the page', directory: '', page: item('P'), gives: 'P' },
  {
    name: 'of the directory profile before the page',
    directory: item('D'),
    page: item('P'),
    gives: 'D',
  },
  {
    name: 'of the page first, by setting',
    directory: item('D'),
    page: item('P'),
    setting: 'page',
    gives: 'P',
  },
  {
    name: 'of the directory profile without one of the page, by setting',
    directory: item('D'),
    page: '',
    setting: 'page',
    gives: 'D',
  },
] as const;

for (const { name, directory, page, gives, ...rest } of messages) {
  test(`a page says that nobody is found in the words ${name}`, async (t) => {
    const step =
      '<OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="PageExchange" TechnicalProfileReferenceId="Page" /></ClaimsExchanges></OrchestrationStep>';
    const engine = 'setting' in rest ? { directoryMessage: rest.setting } : {};
    const parts = {
      claims,
      technicalProfiles: readMessage(directory, page),
      steps: step + sendClaims(2),
    };
    let { stop } = await startTest(await tenantOf(t, parts, { engine }));
    if (stop.kind === 'page')
      stop = await stop.resume({ kind: 'submit', claims: { signInName: 'nobody' } });
    const error = stop.kind === 'page' && 'error' in stop.page ? stop.page.error : undefined;
    assert.deepEqual(error, { code: 'AADB2C90053', message: gives });
  });
}
