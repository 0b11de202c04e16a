import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { after, type TestContext, test } from 'node:test';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { closeBrowser, openWindow, surroundings } from '../support/browser.ts';
import { BrowserPerson } from '../support/browser-person.ts';
import { listen } from '../support/listen.ts';

after(closeBrowser);

const clientId = '22222222-3333-4444-8555-666666666666';
const scopes = ['openid', 'offline_access', clientId];
const password = 'Correct-horse-7';

/** A single-page application with MSAL as it is published; `arrived` is what a redirect brought. */
async function startApplication(t: TestContext, authority: string): Promise<string> {
  const library = createRequire(import.meta.url).resolve('@azure/msal-browser');
  const msal = await readFile(library.replace(/msal-browser\.cjs$/, 'msal-browser.min.js'));
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    const auth = {
      clientId,
      authority,
      redirectUri: origin,
      knownAuthorities: [new URL(authority).host],
    };
    const page = `<!doctype html><html lang="en"><title>Application</title><h1>Application</h1>
      <script src="/msal.js"></script>
      <script>
        const app = new msal.PublicClientApplication({ auth: ${JSON.stringify(auth)} });
        const arrived = app.initialize().then(() => app.handleRedirectPromise());
      </script></html>`;
    const isLibrary = request.url === '/msal.js';
    response.setHeader('content-type', isLibrary ? 'text/javascript' : 'text/html');
    response.end(isLibrary ? msal : page);
  });
  return `http://localhost:${await listen(t, server)}`;
}

interface Arrived {
  readonly idToken: string;
  readonly hasAccessToken: boolean;
  readonly subject: string;
  readonly fromCache: boolean;
}

const told = `(result) => ({
  idToken: result.idToken,
  hasAccessToken: result.accessToken !== '',
  subject: result.idTokenClaims.sub,
  fromCache: result.fromCache,
})`;

test('@azure/msal-browser signs in over HTTPS, refreshes, edits a profile by another policy, signs out', async (t) => {
  const at = await surroundings();
  const email = 'ada.msal@example.org';
  await new BrowserPerson(await openWindow(t), at).signUp(email, password);
  const authorityOf = (policy: string) => `${at.securePages}/${at.tenant}/${policy}`;
  const authority = authorityOf('B2C_1A_SignUpOrSignIn');
  const application = await startApplication(t, authority);
  const page = await openWindow(t);
  const ada = new BrowserPerson(page, at);
  const call = <Result>(script: string) => page.evaluate<Result>(script);
  const leave = (script: string) => call(`void arrived.then(() => ${script})`);
  const arrive = async () => {
    await page.waitForURL((url) => url.origin === application);
    return call<Arrived>(`arrived.then(${told})`);
  };

  await page.goto(application);
  await leave(`app.loginRedirect({ scopes: ${JSON.stringify(scopes)} })`);
  await ada.signIn(email, password);
  const first = await arrive();
  assert.ok(first.hasAccessToken);
  await verify(first.idToken, authority);

  const request = `{ scopes: ${JSON.stringify(scopes)}, account: app.getAllAccounts()[0], forceRefresh: true }`;
  const silent = await call<Arrived>(`app.acquireTokenSilent(${request}).then(${told})`);
  assert.deepEqual([silent.fromCache, silent.subject], [false, first.subject]);

  const edit = JSON.stringify({ authority: authorityOf('B2C_1A_ProfileEdit'), scopes });
  await leave(`app.loginRedirect(${edit})`);
  await page.locator('input[name="chosenInterests"]').first().check();
  await page.click('#continue');
  assert.equal((await arrive()).subject, first.subject);

  await leave(`app.logoutRedirect({ postLogoutRedirectUri: '${application}/signed-out' })`);
  await page.waitForURL(/\/signed-out\?/);
  await call('arrived');
  assert.equal(await call<number>('app.getAllAccounts().length'), 0);
  await leave(`app.loginRedirect({ scopes: ${JSON.stringify(scopes)} })`);
  await page.locator('#signInName').waitFor();
});

/** As an API would: with the keys that discovery names. */
async function verify(idToken: string, authority: string): Promise<void> {
  const response = await fetch(`${authority}/v2.0/.well-known/openid-configuration`);
  const { issuer, jwks_uri } = (await response.json()) as { issuer: string; jwks_uri: string };
  const keys = createRemoteJWKSet(new URL(jwks_uri));
  await jwtVerify(idToken, keys, { issuer, audience: clientId, algorithms: ['RS256'] });
}
