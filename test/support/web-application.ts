import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { TestContext } from 'node:test';
import { type AuthenticationResult, ConfidentialClientApplication } from '@azure/msal-node';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import * as openId from 'openid-client';
import { listen } from './listen.ts';

/** What a page of the application shows, as JSON. */
type Shown = Readonly<Record<string, unknown>>;

/** Takes a request of the browser: an address to go to, or what is shown. */
type Handler = (url: URL) => Promise<string | Shown>;

const clientId = '33333333-3333-4444-8555-666666666666';
const signInPolicy = 'B2C_1A_SignUpOrSignIn';

/** An application on a server, with one user; returns where it is. */
export async function startWebApplication(
  t: TestContext,
  handlersAt: (origin: string) => Readonly<Record<string, Handler>>,
): Promise<string> {
  const server = createServer(async (request, response) => {
    const origin = `http://${request.headers.host}`;
    const url = new URL(request.url ?? '/', origin);
    const handler = handlers[url.pathname];
    const answer = handler ? await handler(url).catch((cause) => ({ fault: String(cause) })) : {};
    if (typeof answer === 'string') return response.writeHead(302, { location: answer }).end();
    response.setHeader('content-type', 'application/json');
    return response.end(JSON.stringify(answer));
  });
  const origin = `http://localhost:${await listen(t, server)}`;
  const handlers = handlersAt(origin);
  return origin;
}

/** `@azure/msal-node`: `/sign-in?policy=…`, `/refresh`, `/sign-out`. Each token is verified by `jose`. */
export function msalHandlers(
  authorityOf: (policy: string) => string,
): (origin: string) => Readonly<Record<string, Handler>> {
  const authority = authorityOf(signInPolicy);
  const knownAuthorities = [new URL(authority).host];
  const application = new ConfidentialClientApplication({
    auth: { clientId, authority, knownAuthorities, clientSecret: 'development-only-secret' },
  });
  const scopes = ['openid', 'offline_access', clientId];
  const asked = new Map<string, string>();
  let signedIn: AuthenticationResult | undefined;
  return (origin) => {
    const redirectUri = `${origin}/signed-in`;
    return {
      '/sign-in': async ({ searchParams }) => {
        const state = randomUUID();
        asked.set(state, authorityOf(searchParams.get('policy') ?? signInPolicy));
        const wanted = { authority: asked.get(state) ?? authority, scopes, redirectUri, state };
        return application.getAuthCodeUrl(wanted);
      },
      '/signed-in': async ({ searchParams }) => {
        const { code = '', state = '', ...rest } = Object.fromEntries(searchParams);
        const own = asked.get(state);
        if (!own || code === '') return rest;
        signedIn = await application.acquireTokenByCode({
          ...{ authority: own, scopes, redirectUri, code },
        });
        return verified(signedIn, own);
      },
      '/refresh': async () => {
        if (!signedIn?.account) throw new Error('Nobody is signed in.');
        const { account } = signedIn;
        const again = await application.acquireTokenSilent({ account, scopes, forceRefresh: true });
        return { ...(await verified(again, authority)), isFromCache: again.fromCache };
      },
      '/sign-out': async () => {
        const cache = application.getTokenCache();
        for (const account of await cache.getAllAccounts()) await cache.removeAccount(account); // one for each policy
        const { end_session_endpoint: end } = await discover(authority);
        return `${end}?${new URLSearchParams({ post_logout_redirect_uri: `${origin}/signed-out` })}`;
      },
      '/signed-out': async () => {
        const accounts = await application.getTokenCache().getAllAccounts();
        return { accounts: accounts.length };
      },
    };
  };
}

/** What an API would believe of the tokens: it knows the keys and the issuer by discovery. */
async function verified(
  { idToken, accessToken }: AuthenticationResult,
  authority: string,
): Promise<Shown> {
  const claims = await verifyToken(idToken, authority, clientId);
  const { sub } = await verifyToken(accessToken, authority, clientId);
  assert.equal(sub, claims.sub);
  return claims;
}

async function discover(authority: string): Promise<Readonly<Record<string, string>>> {
  const response = await fetch(`${authority}/v2.0/.well-known/openid-configuration`);
  return (await response.json()) as Record<string, string>;
}

/** Verifies a token by `jose`, with the keys that the authority's discovery names. */
export async function verifyToken(
  token: string,
  authority: string,
  audience: string,
): Promise<JWTPayload> {
  const { issuer = '', jwks_uri: keysUri = '' } = await discover(authority);
  const keys = createRemoteJWKSet(new URL(keysUri));
  const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'] });
  return payload;
}

/** `openid-client`, which verifies tokens itself: `/sign-in`, `/refresh`, `/sign-out`. */
export function openIdHandlers(
  authority: string,
): (origin: string) => Readonly<Record<string, Handler>> {
  const metadata = new URL(`${authority}/v2.0/.well-known/openid-configuration`);
  const configured = openId.discovery(metadata, clientId, undefined, openId.None());
  const [pkceCodeVerifier, expectedNonce, expectedState] = [
    openId.randomPKCECodeVerifier(),
    openId.randomNonce(),
    openId.randomState(),
  ];
  let tokens: (openId.TokenEndpointResponse & openId.TokenEndpointResponseHelpers) | undefined;
  return (origin) => ({
    '/sign-in': async () => {
      const url = openId.buildAuthorizationUrl(await configured, {
        redirect_uri: `${origin}/signed-in`,
        scope: `openid offline_access ${clientId}`,
        ...{ response_type: 'code', nonce: expectedNonce, state: expectedState },
        code_challenge: await openId.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
      });
      return url.href;
    },
    '/signed-in': async (url) => {
      const checks = { pkceCodeVerifier, expectedNonce, expectedState };
      tokens = await openId.authorizationCodeGrant(await configured, url, checks);
      return { ...tokens.claims() };
    },
    '/refresh': async () => {
      const refreshToken = tokens?.refresh_token ?? '';
      tokens = await openId.refreshTokenGrant(await configured, refreshToken);
      return { ...tokens.claims() };
    },
    '/sign-out': async () => {
      const post_logout_redirect_uri = `${origin}/signed-out`;
      return openId.buildEndSessionUrl(await configured, { post_logout_redirect_uri }).href;
    },
  });
}
