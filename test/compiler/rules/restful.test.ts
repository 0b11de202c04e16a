import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Example, Rule } from '../../../compiler/rule.ts';
import { restBearerNotProduced } from '../../../compiler/rules/rest-bearer-not-produced.ts';
import { restDottedIndex } from '../../../compiler/rules/rest-dotted-index.ts';
import { restHardcodedSecret } from '../../../compiler/rules/rest-hardcoded-secret.ts';
import { restHttpUrl } from '../../../compiler/rules/rest-http-url.ts';
import { restInsecureAuth } from '../../../compiler/rules/rest-insecure-auth.ts';
import { restLocalhost } from '../../../compiler/rules/rest-localhost.ts';
import { restNestedClaim } from '../../../compiler/rules/rest-nested-claim.ts';
import { restTunnelHost } from '../../../compiler/rules/rest-tunnel-host.ts';
import { restUrlInMessages } from '../../../compiler/rules/rest-url-in-messages.ts';
import { lintExample } from '../../support/lint-example.ts';

interface Case {
  readonly name: string;
  readonly rule: Rule;
  readonly example: Example;
  /** What each message holds, in their order. Absent: nothing is found. */
  readonly found?: readonly RegExp[];
}

const item = (key: string, value: string) => `<Item Key="${key}">${value}</Item>`;
const url = (value: string) => item('ServiceUrl', value);
const bearer = `${item('AuthenticationType', 'Bearer')}
${item('UseClaimAsBearerToken', 'bearerToken')}
<InputClaim ClaimTypeReferenceId="bearerToken" />
<ClaimType Id="bearerToken"><DisplayName>Token</DisplayName><DataType>string</DataType></ClaimType>`;
const includes = (id: string, parts: string, included = 'REST-GetMembership') =>
  `<TechnicalProfile Id="${id}">${parts}<IncludeTechnicalProfile ReferenceId="${included}" /></TechnicalProfile>`;
const outputs = (id: string, name = id) =>
  `<OutputClaims><OutputClaim ClaimTypeReferenceId="${id}" PartnerClaimType="${name}" /></OutputClaims>`;
const validates = (id: string, attributes = '') =>
  `<ValidationTechnicalProfile ReferenceId="${id}" ${attributes} />`;
const output = (name: string) =>
  `<OutputClaim ClaimTypeReferenceId="membershipNumber" PartnerClaimType="${name}" />`;

const urls: readonly Case[] = [
  {
    name: 'a private address',
    rule: restLocalhost,
    example: url('https://10.1.2.3/api'),
    found: [/"10\.1\.2\.3"/],
  },
  {
    name: 'the link-local address',
    rule: restLocalhost,
    example: url('https://169.254.169.254/a'),
    found: [/169/],
  },
  {
    name: 'a loopback of IPv6',
    rule: restLocalhost,
    example: url('https://[::1]:7071/api'),
    found: [/"::1"/],
  },
  {
    name: 'a name of an office network',
    rule: restLocalhost,
    example: url('https://api.corp.internal/a'),
    found: [/internal/],
  },
  { name: 'a public address', rule: restLocalhost, example: url('https://172.32.0.1/api') },
  {
    name: 'a host with localhost in its name',
    rule: restLocalhost,
    example: url('https://localhost.contoso.com/a'),
  },
  {
    name: 'a name that only ends like a tunnel',
    rule: restTunnelHost,
    example: url('https://myngrok.io/api'),
  },
  {
    name: 'a recorder of requests',
    rule: restTunnelHost,
    example: url('https://webhook.site/1'),
    found: [/records/],
  },
  {
    name: 'http in capitals',
    rule: restHttpUrl,
    example: url('HTTP://api.contoso.com/a'),
    found: [/"http:"/],
  },
  {
    name: 'http to this machine, which is another fault',
    rule: restHttpUrl,
    example: url('http://localhost:7071/a'),
  },
];

const secrets: readonly Case[] = [
  {
    name: 'a shared access signature',
    rule: restHardcodedSecret,
    example: url('https://a.contoso.com/x?sv=1&amp;sig=aGVsbG93b3JsZA%3D%3D'),
    found: [/"sig"/],
  },
  {
    name: 'a password before the host',
    rule: restHardcodedSecret,
    example: url('https://b2c:s3cretWord@a.contoso.com/x'),
    found: [/"user name"/],
  },
  {
    name: 'a key that a build replaces',
    rule: restHardcodedSecret,
    example: url('https://a.contoso.com/x?code={Settings:Key}'),
  },
  {
    name: 'a key that somebody must fill in',
    rule: restHardcodedSecret,
    example: url('https://a.contoso.com/x?code=YOUR-FUNCTION-KEY'),
  },
  {
    name: 'a country code',
    rule: restHardcodedSecret,
    example: url('https://a.contoso.com/x?code=NO'),
  },
  {
    name: 'a header sent as a claim',
    rule: restHardcodedSecret,
    example:
      '<InputClaim ClaimTypeReferenceId="email" PartnerClaimType="x-functions-key" DefaultValue="Zk3vT1x9QpLw8RbN" />',
    found: [/DefaultValue of "email"/],
  },
  {
    name: 'a grant type',
    rule: restHardcodedSecret,
    example:
      '<InputClaim ClaimTypeReferenceId="email" PartnerClaimType="grant_type" DefaultValue="client_credentials" />',
  },
  {
    name: 'a password that is a word',
    rule: restHardcodedSecret,
    example: '<InputClaim ClaimTypeReferenceId="password" DefaultValue="unknown" />',
  },
];

const calls: readonly Case[] = [
  {
    name: 'None that is allowed',
    rule: restInsecureAuth,
    example: item('AuthenticationType', 'None') + item('AllowInsecureAuthInProduction', 'true'),
  },
  {
    name: 'None that is allowed by a setting',
    rule: restInsecureAuth,
    example:
      item('AuthenticationType', 'None') + item('AllowInsecureAuthInProduction', '#{Insecure}#'),
  },
  {
    name: 'None that is forbidden',
    rule: restInsecureAuth,
    example: item('AuthenticationType', 'none') + item('AllowInsecureAuthInProduction', 'False'),
    found: [/without authentication/],
  },
  {
    name: 'None in development',
    rule: restInsecureAuth,
    example: `<TrustFrameworkPolicy DeploymentMode="Development" />${item('AuthenticationType', 'None')}`,
  },
  {
    name: 'an array',
    rule: restNestedClaim,
    example: output('emails[0]'),
    found: [/"emails\[0\]"/],
  },
  {
    name: 'the URI of a claim',
    rule: restNestedClaim,
    example: output('http://schemas.contoso.com/number'),
  },
  { name: 'a name with a hyphen', rule: restNestedClaim, example: output('membership-number') },
  {
    name: 'two indexes',
    rule: restDottedIndex,
    example: item('ResolveJsonPathsInJsonTokens', 'True') + output('a.0.b.12'),
    found: [/"a\[0\]\.b\[12\]"/],
  },
  {
    name: 'a property that begins with a digit',
    rule: restDottedIndex,
    example: item('ResolveJsonPathsInJsonTokens', 'true') + output('a.2fa'),
  },
  {
    name: 'a message that is localized',
    rule: restUrlInMessages,
    example: `${validates('REST-GetMembership')}<LocalizedResources Id="page.en"><LocalizedStrings><LocalizedString ElementType="ErrorMessage" StringId="DefaultUserMessageIfRequestFailed">Later</LocalizedString></LocalizedStrings></LocalizedResources>`,
  },
  { name: 'an API that no page calls', rule: restUrlInMessages, example: '' },
  {
    name: 'a token that an earlier step fetches',
    rule: restBearerNotProduced,
    example: `${bearer}${includes('REST-Token', outputs('bearerToken', 'access_token'), 'AAD-Common')}<OrchestrationStep Order="3" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="Token" TechnicalProfileReferenceId="REST-Token" /></ClaimsExchanges></OrchestrationStep>`,
  },
  {
    name: 'a token that a later validation fetches',
    rule: restBearerNotProduced,
    example: `${bearer}${includes('REST-Token', outputs('bearerToken', 'access_token'), 'AAD-Common')}${validates('REST-GetMembership')}${validates('REST-Token')}`,
    found: [/"bearerToken" as bearer token, .* page of "LocalAccountSignUpWithLogonEmail"/],
  },
  {
    name: 'a token that an earlier validation fetches',
    rule: restBearerNotProduced,
    example: `${bearer}${includes('REST-Token', outputs('bearerToken', 'access_token'), 'AAD-Common')}${validates('REST-Token')}${validates('REST-GetMembership')}<ClaimsExchange Id="Read" TechnicalProfileReferenceId="AAD-UserReadUsingObjectId" />`,
  },
];

for (const { name, rule, example, found = [] } of [...urls, ...secrets, ...calls]) {
  test(`${rule.name}: ${name}`, async (t) => {
    const messages = (await lintExample(t, rule, example)).map(({ message }) => message);
    assert.equal(messages.length, found.length, messages.join('\n'));
    for (const [index, expected] of found.entries()) assert.match(messages[index] ?? '', expected);
  });
}
