import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerOf } from '../../support/emulated-tenant.ts';
import {
  answerWith,
  type ProviderProfile,
  redirectOf,
  signInAtStandIn,
  startAtProvider,
} from '../../support/provider-profile.ts';
import { startApi, type TestApi } from '../../support/test-api.ts';

const usual = {
  client_id: 'client-1',
  authorization_endpoint: 'https://provider.example/authorize',
  AccessTokenEndpoint: 'https://provider.example/token',
  ClaimsEndpoint: 'https://provider.example/me?fields=id,name',
  scope: 'email profile',
};
const outputClaims = { issuerUserId: 'id', displayName: 'name', email: 'email' };
const profile = (more: Readonly<Record<string, string>> = {}): ProviderProfile => ({
  protocol: 'OAuth2',
  metadata: { ...usual, ...more },
  outputClaims,
});

interface AuthorizeCase {
  readonly name: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly inputClaims?: string;
  readonly expected: Readonly<Record<string, string>>;
}

const authorizeCases: readonly AuthorizeCase[] = [
  {
    name: 'what the provider needs',
    expected: {
      client_id: 'client-1',
      redirect_uri: 'https://localhost:8443/contoso.onmicrosoft.com/oauth2/authresp',
      response_type: 'code',
      response_mode: 'form_post',
      scope: 'email profile',
    },
  },
  {
    name: 'the policy in the redirect URI',
    metadata: { UsePolicyInRedirectUri: 'true' },
    expected: {
      redirect_uri: 'https://localhost:8443/contoso.onmicrosoft.com/B2C_1A_Test/oauth2/authresp',
    },
  },
  {
    name: 'the response mode of the policy',
    metadata: { response_mode: 'query' },
    expected: { response_mode: 'query' },
  },
  {
    name: 'input claims, claim resolvers resolved',
    metadata: { IncludeClaimResolvingInClaimsHandling: 'true' },
    inputClaims:
      '<InputClaim ClaimTypeReferenceId="email" PartnerClaimType="login_hint" DefaultValue="{OIDC:LoginHint}" AlwaysUseDefaultValue="true" />',
    expected: { login_hint: 'grace.hopper@example.org' },
  },
];

for (const { name, metadata, inputClaims, expected } of authorizeCases) {
  test(`OAuth2 sends the browser away with ${name}`, async (t) => {
    const more = inputClaims === undefined ? {} : { inputClaims };
    const { parameters } = redirectOf(await startAtProvider(t, { ...profile(metadata), ...more }));
    const sent = Object.fromEntries(parameters);
    assert.deepEqual({ ...sent, ...expected }, sent);
    assert.match(sent['state'] ?? '', /^[\w-]{43}$/);
  });
}

const tokens = { access_token: 'token-1', token_type: 'Bearer', expires_in: 3600, uid: '77' };
const person = { id: '4711', name: 'Ada Lovelace', email: 'ada@example.org' };

/** A provider whose token and claims endpoint answer what a case says. */
function startProvider(
  t: Parameters<typeof startApi>[0],
  answers: Readonly<Record<string, unknown>> = {},
) {
  const all: Record<string, unknown> = { token: tokens, me: person, ...answers };
  const bodies = ['token', 'me'].map((name) => all[name]);
  return startApi(t, (response, count) => {
    const body = bodies[count - 1];
    response.writeHead(typeof all['status'] === 'number' ? all['status'] : 200);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

function at({ url }: TestApi, more: Readonly<Record<string, string>> = {}): ProviderProfile {
  return profile({ AccessTokenEndpoint: `${url}/token`, ClaimsEndpoint: `${url}/me`, ...more });
}

const redirectUri = 'https%3A%2F%2Flocalhost%3A8443%2Fcontoso.onmicrosoft.com%2Foauth2%2Fauthresp';
const grant = `grant_type=authorization_code&code=code-1&redirect_uri=${redirectUri}`;
const secret = 'development-only-s%3Acret';

interface WireCase {
  readonly name: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Lines and bodies, and the headers that are named. */
  readonly token?: string;
  readonly claims?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const wireCases: readonly WireCase[] = [
  {
    name: 'by POST where nothing is said',
    token: `POST /token ${grant}&client_id=client-1&client_secret=${secret}`,
    claims: 'POST /me access_token=token-1',
  },
  {
    name: 'by GET',
    metadata: { HttpBinding: 'GET' },
    token: `GET /token?${grant}&client_id=client-1&client_secret=${secret} `,
    claims: 'GET /me?access_token=token-1 ',
  },
  {
    name: 'with the secret in the header',
    metadata: { token_endpoint_auth_method: 'client_secret_basic' },
    token: `POST /token ${grant}`,
  },
  {
    name: 'with the token in the header',
    metadata: { BearerTokenTransmissionMethod: 'AuthorizationHeader' },
    claims: 'GET /me ',
    headers: { authorization: 'Bearer token-1' },
  },
  {
    name: 'with other names and the format of the claims call',
    metadata: {
      ClaimsEndpointAccessTokenName: 'oauth_token',
      ClaimsEndpointFormatName: 'alt',
      ClaimsEndpointFormat: 'json',
      UserAgentForClaimsExchange: 'Contoso',
    },
    claims: 'POST /me oauth_token=token-1&alt=json',
    headers: { 'user-agent': 'Contoso' },
  },
  {
    name: 'with parameters of the token answer',
    metadata: {
      ExtraParamsInAccessTokenEndpointResponse: 'true',
      ExtraParamsInClaimsEndpointRequest: 'true',
    },
    claims: 'POST /me access_token=token-1&uid=77',
  },
  {
    name: 'with additional parameters',
    metadata: { AdditionalRequestQueryParameters: 'campaign, v=2' },
    token: `POST /token ${grant}&client_id=client-1&client_secret=${secret}&campaign=spring&v=2`,
    claims: 'POST /me access_token=token-1&campaign=spring&v=2',
  },
];

const secrets = (id: string) =>
  id === 'B2C_1A_ProviderSecret' ? 'development-only-s:cret' : undefined;

for (const { name, metadata, token, claims, headers = {} } of wireCases) {
  test(`OAuth2 asks the provider ${name}`, async (t) => {
    const api = await startProvider(t);
    const started = await startAtProvider(t, at(api, metadata), { secrets });
    const ended = await answerWith(started, { code: 'code-1' });
    assert.deepEqual(answerOf(ended), {
      issuerUserId: '4711',
      displayName: 'Ada Lovelace',
      email: 'ada@example.org',
    });
    const [tokenCall, claimsCall] = api.seen.map(({ line, body }) => `${line} ${body}`);
    if (token !== undefined) assert.equal(tokenCall, token);
    if (claims !== undefined) assert.equal(claimsCall, claims);
    const seen = api.seen[1]?.headers ?? {};
    assert.deepEqual({ ...seen, ...headers }, seen);
  });
}

test('OAuth2 form-encodes both parts of a Basic credential', async (t) => {
  const api = await startProvider(t);
  const metadata = { token_endpoint_auth_method: 'client_secret_basic' };
  await answerWith(await startAtProvider(t, at(api, metadata), { secrets }), { code: 'code-1' });
  const [, encoded = ''] = (api.seen[0]?.headers.authorization ?? '').split(' ');
  assert.equal(Buffer.from(encoded, 'base64').toString(), 'client-1:development-only-s%3Acret');
});

interface ClaimsCase {
  readonly name: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly outputClaims: Readonly<Record<string, string>>;
  readonly expected: unknown;
}

const claimsCases: readonly ClaimsCase[] = [
  {
    name: 'the claims endpoint before the token answer',
    answers: { token: { ...tokens, email: 'token@example.org', uid: 7 } },
    outputClaims: { email: 'email', issuerUserId: 'uid' },
    expected: { email: 'ada@example.org', issuerUserId: '7' },
  },
  {
    name: 'paths into the JSON, objects as their text',
    metadata: { ResolveJsonPathsInJsonTokens: 'true' },
    answers: {
      me: { picture: [{ url: 'https://p' }], firstName: { localized: { en_US: 'Ada' } } },
    },
    outputClaims: { picture: 'picture[0].url', givenName: 'firstName.localized' },
    expected: { picture: 'https://p', givenName: '{"en_US":"Ada"}' },
  },
  {
    name: "no paths where the metadata does not say so, but the member's own name",
    answers: { me: { a: { b: 'deep' }, 'a.b': 'flat' } },
    outputClaims: { displayName: 'a.b' },
    expected: { displayName: 'flat' },
  },
  {
    name: "the partner's tokens",
    answers: { token: { ...tokens, refresh_token: 'r' } },
    outputClaims: {
      a: '{oauth2:access_token}',
      b: '{oauth2:refresh_token}',
      c: '{oauth2:expires_in}',
    },
    expected: { a: 'token-1', b: 'r', c: '3600' },
  },
  {
    name: 'long numbers with all their digits, and a form as token answer',
    answers: { token: 'access_token=token-1&expires_in=5', me: '{"id":12345678901234567890}' },
    outputClaims: { issuerUserId: 'id', a: '{oauth2:expires_in}' },
    expected: { issuerUserId: '12345678901234567890', a: '5' },
  },
  {
    name: 'an error of the token endpoint',
    answers: { status: 400, token: { error: 'invalid_grant' } },
    outputClaims,
    expected: "AADB2C90273: An invalid response was received: 'Error: invalid_grant'",
  },
  {
    name: 'an error that comes with HTTP 200',
    metadata: { ResponseErrorCodeParamName: 'errcode' },
    answers: { token: { errcode: 40029 } },
    outputClaims,
    expected: "AADB2C90273: An invalid response was received: 'Error: invalid_response'",
  },
  {
    name: 'an answer that is no JSON',
    answers: { me: '<html></html>' },
    outputClaims,
    expected: "AADB2C90273: An invalid response was received: 'Error: invalid_response'",
  },
];

for (const { name, metadata, answers, outputClaims: wanted, expected } of claimsCases) {
  test(`OAuth2 reads ${name}`, async (t) => {
    const api = await startProvider(t, answers);
    const started = await startAtProvider(t, { ...at(api, metadata), outputClaims: wanted });
    assert.deepEqual(answerOf(await answerWith(started, { code: 'code-1' })), expected);
  });
}

test('OAuth2 ends with AADB2C90273 where the user cancels at the provider', async (t) => {
  const ended = await signInAtStandIn(await startAtProvider(t, profile()), null);
  assert.equal(
    answerOf(ended),
    "AADB2C90273: An invalid response was received: 'Error: access_denied'",
  );
});

test('OAuth2 takes no answer with another state, and the journey stays where it is', async (t) => {
  const started = await startAtProvider(t, profile());
  await assert.rejects(answerWith(started, { state: 'guessed', code: 'code-1' }), {
    name: 'UnexpectedEvent',
  });
  assert.equal(typeof answerOf(await signInAtStandIn(started)), 'object');
});

for (const [name, metadata] of [
  ['client_secret_post', {}],
  ['client_secret_basic', { token_endpoint_auth_method: 'client_secret_basic' }],
  ['GET', { HttpBinding: 'GET', response_mode: 'query' }],
  ['a fragment', { response_mode: 'fragment' }],
  ['the token in the header', { BearerTokenTransmissionMethod: 'AuthorizationHeader' }],
] as const) {
  test(`the OAuth2 stand-in signs in with ${name}`, async (t) => {
    const ended = await signInAtStandIn(await startAtProvider(t, profile(metadata)), 'grace');
    const { issuerUserId, ...claims } = answerOf(ended) as Record<string, string>;
    assert.match(issuerUserId ?? '', /^\d{17}$/);
    assert.deepEqual(claims, { displayName: 'Grace Hopper', email: 'grace.hopper@example.org' });
  });
}

test('no secret, code or token is in the trace', async (t) => {
  const api = await startProvider(t);
  const started = await startAtProvider(t, at(api), { secrets });
  const { transaction } = await answerWith(started, { code: 'code-1' });
  assert.doesNotMatch(JSON.stringify(transaction.trace.events()), /s:cret|code-1|token-1/);
});
