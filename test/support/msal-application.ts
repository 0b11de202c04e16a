import { CryptoProvider, PublicClientApplication } from '@azure/msal-node';
import * as openId from 'openid-client';
import { Visitor } from './emulated-browser.ts';

/**
 * An application as people write it, with MSAL and openid-client unchanged, run by a test as a process of
 * its own that trusts the emulator's certificate: signs in, gets tokens, refreshes them, signs out.
 * Arguments: the emulator's HTTPS origin, the tenant, the policy, e-mail address and password of somebody.
 */
const [origin = '', tenant = '', policy = '', email = '', password = ''] = process.argv.slice(2);
const clientId = '22222222-3333-4444-8555-666666666666';
const redirectUri = 'http://localhost:4200/signed-in';
const authority = `${origin}/${tenant}/${policy}`;

const application = new PublicClientApplication({
  auth: { clientId, authority, knownAuthorities: [new URL(origin).host] },
});
const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
const scopes = ['openid', 'offline_access', clientId];
const signInUrl = await application.getAuthCodeUrl({
  ...{ scopes, redirectUri, state: 's-1', codeChallenge: challenge, codeChallengeMethod: 'S256' },
});
const visitor = new Visitor(origin, policy);
const code = await signIn(visitor, signInUrl);
const first = await application.acquireTokenByCode({
  ...{ code, scopes, redirectUri, codeVerifier: verifier },
});
const account = first?.account;
if (!account) throw new Error('MSAL has no account.');
const silent = await application.acquireTokenSilent({ account, scopes, forceRefresh: true });

const configuration = await openId.discovery(
  new URL(`${authority}/v2.0/.well-known/openid-configuration`),
  clientId,
  undefined,
  openId.None(),
);
const secondVerifier = openId.randomPKCECodeVerifier();
const again = openId.buildAuthorizationUrl(configuration, {
  redirect_uri: redirectUri,
  scope: scopes.join(' '),
  response_type: 'code',
  nonce: 'n-2',
  state: 's-2',
  code_challenge: await openId.calculatePKCECodeChallenge(secondVerifier),
  code_challenge_method: 'S256',
});
const answer = await visitor.open(`${again.pathname}${again.search}`);
const tokens = await openId.authorizationCodeGrant(
  configuration,
  new URL(answer.headers.get('location') ?? ''),
  { pkceCodeVerifier: secondVerifier, expectedNonce: 'n-2', expectedState: 's-2' },
);
const signedOut = await visitor.open(
  `/${tenant}/${policy}/oauth2/v2.0/logout?post_logout_redirect_uri=${redirectUri}`,
);
process.stdout.write(
  JSON.stringify({
    name: first.idTokenClaims && (first.idTokenClaims as Record<string, unknown>)['name'],
    homeAccountId: account.homeAccountId,
    hasAccessToken: first.accessToken !== '',
    isRefreshed: !silent.fromCache && silent.accessToken !== '',
    subject: first.idTokenClaims && (first.idTokenClaims as Record<string, unknown>)['sub'],
    sameSubject: tokens.claims()?.sub,
    signedOutTo: signedOut.headers.get('location'),
  }),
);

/** Does what a user does, over B2C's own page traffic. */
async function signIn(browser: Visitor, url: string): Promise<string> {
  const { pathname, search } = new URL(url);
  await browser.open(`${pathname}${search}`);
  const reply = await browser.post({ signInName: email, password });
  if ((reply as { status?: string }).status !== '200') throw new Error(JSON.stringify(reply));
  const response = await browser.go('CombinedSigninAndSignup/confirmed');
  return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
}
