import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Application } from '../../../emulator/protocol/applications.ts';
import { VirtualClock } from '../../../emulator/virtual-clock.ts';
import { handlers } from '../../support/emulated-tenant.ts';
import { askToken, authorize, clientId, tokenTenant, verify } from '../../support/token-policy.ts';

const verifier = 'a-code-verifier-of-forty-three-characters-01';
const s256 = {
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
};
const redirectUri = 'https://localhost/signed-in';
const confidential: Application = { redirectUris: [redirectUri], secrets: ['old', 'new'] };
const page: Application = { redirectUris: [], singlePageRedirectUris: [redirectUri] };
const minutes = (count: number) => count * 60_000;

interface Case {
  readonly name: string;
  readonly authorize?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly application?: Application;
  readonly basic?: { readonly clientId: string; readonly secret: string };
  readonly waitMs?: number;
  /** Undefined: tokens come. */
  readonly code?: string;
  readonly error?: string;
}

const codes: readonly Case[] = [
  { name: 'is redeemed' },
  { name: 'is redeemed within ten minutes', waitMs: minutes(10) - 1 },
  { name: 'expires', waitMs: minutes(10), code: '90080' },
  { name: 'is not guessed', form: { code: 'guessed' }, code: '90080' },
  { name: 'is asked for', form: { code: '' }, code: '90083', error: 'invalid_request' },
  { name: 'is of one application', form: { client_id: 'other' }, code: '90279' },
  {
    name: 'needs an application',
    form: { client_id: '' },
    code: '90083',
    error: 'invalid_request',
  },
  {
    name: 'is of one redirect URI',
    form: { redirect_uri: 'https://localhost/other' },
    code: '90088',
  },
  { name: 'takes the redirect URI of the request', form: { redirect_uri: redirectUri } },
  { name: 'is redeemed with its verifier', authorize: s256, form: { code_verifier: verifier } },
  {
    name: 'takes a plain challenge',
    authorize: { code_challenge: verifier },
    form: { code_verifier: verifier },
  },
  { name: 'needs its verifier', authorize: s256, code: '90183' },
  {
    name: 'takes no short verifier',
    authorize: s256,
    form: { code_verifier: 'short' },
    code: '90183',
  },
  {
    name: 'takes no other verifier',
    authorize: s256,
    form: { code_verifier: `${verifier}2` },
    code: '90182',
  },
  {
    name: 'needs the secret of a confidential application',
    application: confidential,
    code: '90079',
    error: 'invalid_client',
  },
  {
    name: 'takes no wrong secret',
    application: confidential,
    form: { client_secret: 'x' },
    code: '90081',
    error: 'invalid_client',
  },
  { name: 'takes a secret in the form', application: confidential, form: { client_secret: 'new' } },
  {
    name: 'takes a secret in the header',
    application: confidential,
    basic: { clientId, secret: 'old' },
  },
  {
    name: 'takes no secret of a single-page application',
    application: page,
    form: { client_secret: 'x' },
    code: '90084',
    error: 'invalid_request',
  },
  { name: 'of a single-page application needs no secret', application: page },
  {
    name: 'is no refresh token',
    form: { grant_type: 'refresh_token' },
    code: '90083',
    error: 'invalid_request',
  },
  {
    name: 'has a grant_type that there is',
    form: { grant_type: 'device' },
    code: '90086',
    error: 'unsupported_grant_type',
  },
];

/** Values that are empty are not sent. */
const sent = (form: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));

for (const {
  name,
  form = {},
  waitMs = 0,
  code: expected,
  error = 'invalid_grant',
  ...rest
} of codes) {
  test(`a code ${name}`, async (t) => {
    const clock = new VirtualClock(new Date('2026-01-01'));
    const tenant = await tokenTenant(t, {}, { now: clock.now });
    const { code = '' } = await authorize(tenant, rest.authorize);
    clock.advance(waitMs);
    const whole = { client_id: clientId, grant_type: 'authorization_code', code, ...form };
    const { application, basic } = rest;
    const call = {
      form: new Map(Object.entries(sent(whole))),
      application,
      ...(basic ? { basic } : {}),
    };
    const { status, body } = await askToken(tenant, {}, call);
    if (expected === undefined) {
      assert.equal(status, 200, JSON.stringify(body));
      await verify(tenant, body['id_token']);
      return;
    }
    assert.deepEqual([status, body['error']], [400, error]);
    const description = String(body['error_description']);
    assert.match(
      description,
      new RegExp(
        `^AADB2C${expected}: .*\\r\\nCorrelation ID: [0-9a-f-]{36}\\r\\nTimestamp: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ`,
      ),
    );
  });
}

test('a code is redeemed once, also by two at one time', async (t) => {
  const tenant = await tokenTenant(t);
  const { code = '' } = await authorize(tenant);
  const ask = () => askToken(tenant, { grant_type: 'authorization_code', code });
  const replies = await Promise.all([ask(), ask(), ask()]);
  assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 400, 400]);
});

test('client credentials run the journey of the issuer', async (t) => {
  const service =
    '<UserJourney Id="Service"><OrchestrationSteps><OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="Set" TechnicalProfileReferenceId="SetClaims" /></ClaimsExchanges></OrchestrationStep><OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></UserJourney>';
  const issuer = { ClientCredentialsUserJourneyId: 'Service' };
  const tenant = await tokenTenant(t, { issuer, userJourneys: service });
  const form = {
    grant_type: 'client_credentials',
    scope: 'https://contoso.onmicrosoft.com/tasks/.default',
    client_secret: 'new',
  };
  const { body } = await askToken(tenant, form, { application: confidential });
  const { payload } = await verify(tenant, body['access_token'], 'tasks');
  assert.deepEqual(
    [payload['azp'], payload['scp'], body['id_token']],
    [clientId, undefined, undefined],
  );
  const refused = await askToken(
    tenant,
    { ...form, client_secret: 'x' },
    { application: confidential },
  );
  assert.match(String(refused.body['error_description']), /^AADB2C90081: /);
});

const passwordGrant = `<TechnicalProfile Id="CheckPassword"><DisplayName>Check</DisplayName><Protocol Name="OpenIdConnect" /><Metadata><Item Key="METADATA">https://login.microsoftonline.com/{tenant}/.well-known/openid-configuration</Item><Item Key="IncludeClaimResolvingInClaimsHandling">true</Item></Metadata><InputClaims><InputClaim ClaimTypeReferenceId="username" DefaultValue="{OIDC:Username}" AlwaysUseDefaultValue="true" /><InputClaim ClaimTypeReferenceId="password" DefaultValue="{OIDC:Password}" AlwaysUseDefaultValue="true" /><InputClaim ClaimTypeReferenceId="grant_type" DefaultValue="password" AlwaysUseDefaultValue="true" /></InputClaims><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="oid" /></OutputClaims></TechnicalProfile>`;
const text = (id: string) =>
  `<ClaimType Id="${id}"><DisplayName>${id}</DisplayName><DataType>string</DataType></ClaimType>`;
const passwordJourney =
  '<UserJourney Id="Tokens"><OrchestrationSteps><OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="Check" TechnicalProfileReferenceId="CheckPassword" /></ClaimsExchanges></OrchestrationStep><OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></UserJourney>';

test('a password grant runs the journey with what the application sends; a wrong password is not told apart', async (t) => {
  const tenant = await tokenTenant(t, {
    claimTypes: text('username') + text('password') + text('grant_type'),
    technicalProfiles: passwordGrant,
    journey: passwordJourney,
  });
  await tenant.directory.create(
    { objectId: 'bob-id', displayName: 'Bob', 'signInNames.userName': 'bob' },
    { password: 'Correct-horse-7' },
  );
  const form = {
    grant_type: 'password',
    username: 'bob',
    password: 'Correct-horse-7',
    scope: 'openid',
  };
  const { body } = await askToken(tenant, form);
  assert.equal((await verify(tenant, body['id_token'])).payload.sub, 'bob-id');
  for (const wrong of [{ password: 'x' }, { username: 'nobody' }]) {
    const refused = await askToken(tenant, { ...form, ...wrong });
    assert.equal(refused.body['error'], 'access_denied');
    assert.match(String(refused.body['error_description']), /^AADB2C90225: /);
  }
});

test('a journey with pages cannot answer the token endpoint', async (t) => {
  const pageProfile = `<TechnicalProfile Id="CheckPassword"><DisplayName>Page</DisplayName>${handlers.selfAsserted}<Metadata><Item Key="ContentDefinitionReferenceId">api.selfasserted</Item></Metadata><OutputClaims><OutputClaim ClaimTypeReferenceId="username" /></OutputClaims></TechnicalProfile>`;
  const tenant = await tokenTenant(t, {
    claimTypes: `<ClaimType Id="username"><DisplayName>Name</DisplayName><DataType>string</DataType><UserInputType>TextBox</UserInputType></ClaimType>`,
    technicalProfiles: pageProfile,
    journey: passwordJourney,
  });
  const { body } = await askToken(tenant, {
    grant_type: 'password',
    username: 'bob',
    password: 'x',
    scope: 'openid',
  });
  assert.match(String(body['error_description']), /^AADB2C99013: /);
});
