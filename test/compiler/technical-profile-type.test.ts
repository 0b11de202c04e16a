import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolvePolicy } from '../../compiler/resolve.ts';
import { technicalProfileType } from '../../compiler/technical-profile-type.ts';
import { policySetOf } from '../support/policy-text.ts';

const handler = (name: string) =>
  `<Protocol Name="Proprietary" Handler="${name}, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />`;
const key = (id: string) =>
  `<CryptographicKeys><Key Id="${id}" StorageReferenceId="B2C_1A_Key" /></CryptographicKeys>`;
const metadata = (name: string) => `<Metadata><Item Key="${name}">x</Item></Metadata>`;
const protocol = (name: string) => `<Protocol Name="${name}" />`;

/** The parts of a technical profile in the order of the schema, and the type that they make. */
const cases = [
  { parts: handler('Web.TPEngine.Providers.RestfulProvider'), type: 'restful' },
  { parts: handler('web.tpengine.providers.RESTFULPROVIDER'), type: 'restful' },
  { parts: handler(' Web.TPEngine.SSO.NoopSSOSessionProvider '), type: 'noopSession' },
  { parts: handler('Web.TPEngine.Providers.SomethingElse'), type: undefined },
  { parts: protocol('OAuth1'), type: 'oauth1' },
  { parts: protocol('OAuth2'), type: 'oauth2' },
  { parts: protocol('OpenIdConnect'), type: 'openIdConnect' },
  {
    parts: `${protocol('OpenIdConnect')}<OutputTokenFormat>JWT</OutputTokenFormat>`,
    type: 'openIdConnect',
  },
  {
    parts: `${protocol('OpenIdConnect')}<OutputTokenFormat>JWT</OutputTokenFormat>${key('issuer_secret')}`,
    type: 'jwtIssuer',
  },
  { parts: `${protocol('None')}<OutputTokenFormat>JWT</OutputTokenFormat>`, type: 'jwtIssuer' },
  { parts: `${protocol('SAML2')}<OutputTokenFormat>SAML2</OutputTokenFormat>`, type: 'samlIssuer' },
  { parts: protocol('SAML2'), type: 'saml2' },
  {
    parts: `${protocol('None')}<OutputTokenFormat>JSON</OutputTokenFormat>`,
    type: 'userInfoIssuer',
  },
  {
    parts: `${protocol('OAuth2')}<OutputTokenFormat>OAuth2Error</OutputTokenFormat>`,
    type: 'oauth2ErrorIssuer',
  },
  {
    parts: `${protocol('None')}<InputTokenFormat>JWT</InputTokenFormat>${metadata('issuer')}`,
    type: 'userInfoAuthorization',
  },
  { parts: `${protocol('None')}${metadata('METADATA')}`, type: 'idTokenHint' },
  { parts: `${protocol('None')}${key('client_secret')}`, type: 'idTokenHint' },
  { parts: protocol('None'), type: 'passThrough' },
  { parts: protocol('WsFed'), type: undefined },
  { parts: '<DisplayName>No protocol</DisplayName>', type: undefined },
];

for (const [index, { parts, type }] of cases.entries()) {
  test(`${parts
    .replace(/<|\/?>/g, ' ')
    .trim()
    .slice(0, 90)} (${index}) is ${type}`, async (t) => {
    const set = await policySetOf(t, [
      { id: 'B2C_1A_P', technicalProfiles: `<TechnicalProfile Id="P">${parts}</TechnicalProfile>` },
    ]);
    assert.deepEqual(set.diagnostics, []);
    const [leaf] = set.policies;
    assert.ok(leaf);
    const profile = resolvePolicy(set, leaf).policy.technicalProfiles.get('P');
    assert.ok(profile);
    assert.equal(technicalProfileType(profile), type);
  });
}
