import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import * as jose from 'jose';
import { anyLocalApplication } from '../../../emulator/protocol/applications.ts';
import { routes } from '../../../emulator/server.ts';
import { openSite } from '../../../emulator/site.ts';
import { handlers } from '../../support/emulated-tenant.ts';
import { authorize, clientId, type TokenPolicy, tokenTenant } from '../../support/token-policy.ts';

const type = (id: string) =>
  `<ClaimType Id="${id}"><DisplayName>${id}</DisplayName><DataType>string</DataType></ClaimType>`;
const step = (order: number, profile: string) =>
  `<OrchestrationStep Order="${order}" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="${profile}Exchange" TechnicalProfileReferenceId="${profile}" /></ClaimsExchanges></OrchestrationStep>`;
const authorization =
  '<Authorization><AuthorizationTechnicalProfiles><AuthorizationTechnicalProfile ReferenceId="UserInfoAuthorization" /></AuthorizationTechnicalProfiles></Authorization>';

const policy = (audience: string, before = authorization): TokenPolicy => ({
  claimTypes: type('displayName') + type('city'),
  technicalProfiles: `<TechnicalProfile Id="UserInfoAuthorization"><DisplayName>Authorization</DisplayName><Protocol Name="None" /><InputTokenFormat>JWT</InputTokenFormat><Metadata><Item Key="issuer">https://contoso.b2clogin.com/x/v2.0/</Item><Item Key="audience">${audience}</Item><Item Key="client_assertion_type">urn:ietf:params:oauth:client-assertion-type:jwt-bearer</Item></Metadata><CryptographicKeys><Key Id="issuer_secret" StorageReferenceId="B2C_1A_Signing" /></CryptographicKeys><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /></OutputClaims></TechnicalProfile><TechnicalProfile Id="ReadUser"><DisplayName>Read</DisplayName>${handlers.directory}<Metadata><Item Key="Operation">Read</Item><Item Key="RaiseErrorIfClaimsPrincipalDoesNotExist">true</Item></Metadata><InputClaims><InputClaim ClaimTypeReferenceId="objectId" /></InputClaims><OutputClaims><OutputClaim ClaimTypeReferenceId="displayName" /><OutputClaim ClaimTypeReferenceId="city" /></OutputClaims></TechnicalProfile><TechnicalProfile Id="UserInfoIssuer"><DisplayName>Issuer</DisplayName><Protocol Name="None" /><OutputTokenFormat>JSON</OutputTokenFormat><InputClaims><InputClaim ClaimTypeReferenceId="objectId" /><InputClaim ClaimTypeReferenceId="displayName" PartnerClaimType="name" /><InputClaim ClaimTypeReferenceId="city" /></InputClaims></TechnicalProfile>`,
  userJourneys: `<UserJourney Id="UserInfoJourney">${before}<OrchestrationSteps>${step(1, 'ReadUser')}<OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="UserInfoIssuer" /></OrchestrationSteps></UserJourney>`,
  behaviors:
    '<Endpoints><Endpoint Id="UserInfo" UserJourneyReferenceId="UserInfoJourney" /></Endpoints>',
});

type Body = Record<string, unknown>;

const known = `[&quot;${clientId}&quot;]`;
const base = 'https://localhost:8443/contoso.onmicrosoft.com/B2C_1A_Tokens';

async function open(t: TestContext, parts: TokenPolicy) {
  const tenant = await tokenTenant(t, parts);
  await tenant.directory.create({ objectId: 'ada-id', displayName: 'Ada' });
  const app = routes(openSite(tenant, anyLocalApplication));
  const { access_token: token = '' } = await authorize(tenant, {
    response_type: 'token',
    scope: clientId,
  });
  const ask = (headers: Record<string, string>, init: RequestInit = {}) =>
    app.request(`${base}/openid/v2.0/userinfo`, { ...init, headers });
  return { tenant, app, token, ask };
}

test('the userinfo endpoint tells of the user of an access token what the journey answers', async (t) => {
  const { app, token, ask } = await open(t, policy(known));
  const response = await ask({ authorization: `Bearer ${token}` });
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { objectId: 'ada-id', name: 'Ada' });
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  const posted = await ask(
    {},
    { method: 'POST', body: new URLSearchParams({ access_token: token }) },
  );
  assert.equal(posted.status, 200);
  const document = await (
    await app.request(`${base}/v2.0/.well-known/openid-configuration`)
  ).json();
  assert.equal(
    (document as Body)['userinfo_endpoint'],
    `${base.toLowerCase()}/openid/v2.0/userinfo`,
  );
});

const forge = async (token: string) => {
  const { privateKey } = await jose.generateKeyPair('RS256');
  return new jose.SignJWT(jose.decodeJwt(token))
    .setProtectedHeader({ alg: 'RS256' })
    .sign(privateKey);
};

const refused: readonly (readonly [
  name: string,
  audience: string,
  token: (good: string) => string | Promise<string>,
])[] = [
  ['no token', known, () => ''],
  ['what is no token', known, () => 'x'],
  ['a token of another signer', known, forge],
  ['an unsigned one', known, (good) => new jose.UnsecuredJWT(jose.decodeJwt(good)).encode()],
  ['a token for another application', '[&quot;other&quot;]', (good) => good],
];

for (const [name, audience, tokenOf] of refused) {
  test(`the userinfo endpoint does not believe ${name}`, async (t) => {
    const { token, ask } = await open(t, policy(audience));
    const sent = await tokenOf(token);
    const response = await ask(sent === '' ? {} : { authorization: `Bearer ${sent}` });
    assert.equal(response.status, 401);
    assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer /);
    assert.equal(((await response.json()) as Body)['error'], 'invalid_token');
  });
}

test('a user who is gone is an error, and nothing is told', async (t) => {
  const { tenant, token, ask } = await open(t, policy(known));
  await tenant.directory.remove('ada-id');
  const response = await ask({ authorization: `Bearer ${token}` });
  assert.equal(response.status, 400);
  assert.match(String(((await response.json()) as Body)['error_description']), /^AADB2C90053: /);
});

for (const [name, parts] of [
  ['no such endpoint', {}],
  ['a journey that authorizes nobody', policy(known, '')],
] as const) {
  test(`a policy with ${name} has no userinfo endpoint`, async (t) => {
    const { token, ask } = await open(t, parts);
    assert.equal((await ask({ authorization: `Bearer ${token}` })).status, 404);
  });
}
