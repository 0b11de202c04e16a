import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { closeBrowser, openWindow, type Surroundings, surroundings } from '../support/browser.ts';
import { BrowserPerson } from '../support/browser-person.ts';
import { clientId, startPageApplication } from '../support/page-application.ts';
import {
  msalHandlers,
  openIdHandlers,
  startWebApplication,
  verifyToken,
} from '../support/web-application.ts';

after(closeBrowser);

const password = 'Correct-horse-7';
const newPassword = 'Battery-staple-8';

/** HTTPS, whose certificate browser and applications trust. */
const authorities = (at: Surroundings) => (policy: string) =>
  `${at.securePages}/${at.tenant}/${policy}`;

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
const scopes = JSON.stringify(['openid', 'offline_access', clientId]);

/** What the test does as the script of a single-page application. */
function scriptOf(page: Page, application: string) {
  const call = <Result>(script: string) => page.evaluate<Result>(script);
  return {
    call,
    leave: (script: string) => call(`void arrived.then(() => ${script})`),
    arrive: async () => {
      await page.waitForURL((url) => url.origin === application);
      return call<Arrived>(`arrived.then(${told})`);
    },
  };
}

/** Somebody who has an account and is at the application, signed out. */
async function openApplication(t: Parameters<typeof openWindow>[0], email: string) {
  const at = await surroundings();
  await new BrowserPerson(await openWindow(t), at).signUp(email, password);
  const authorityOf = authorities(at);
  const authority = authorityOf('B2C_1A_SignUpOrSignIn');
  const application = await startPageApplication(t, authority);
  const page = await openWindow(t);
  await page.goto(application);
  const ada = new BrowserPerson(page, at);
  return { authority, authorityOf, application, page, ada, ...scriptOf(page, application) };
}

test('@azure/msal-browser signs in over HTTPS, refreshes, edits a profile by another policy, signs out', async (t) => {
  const email = 'ada.msal@example.org';
  const { page, ada, application, authority, authorityOf, call, leave, arrive } =
    await openApplication(t, email);
  await leave(`app.loginRedirect({ scopes: ${scopes} })`);
  await ada.signIn(email, password);
  const first = await arrive();
  assert.ok(first.hasAccessToken);
  await verifyToken(first.idToken, authority, clientId);

  const request = `{ scopes: ${scopes}, account: app.getAllAccounts()[0], forceRefresh: true }`;
  const silent = await call<Arrived>(`app.acquireTokenSilent(${request}).then(${told})`);
  assert.deepEqual([silent.fromCache, silent.subject], [false, first.subject]);
  const inFrame = `{ scopes: ${scopes}, redirectUri: '${application}/frame' }`;
  const framed = await call<Arrived>(`app.ssoSilent(${inFrame}).then(${told})`);
  assert.equal(framed.subject, first.subject, 'a hidden frame signs in by the session');

  const edit = JSON.stringify({ authority: authorityOf('B2C_1A_ProfileEdit') });
  await leave(`app.loginRedirect({ ...${edit}, scopes: ${scopes} })`);
  await page.locator('input[name="chosenInterests"]').first().check();
  await page.click('#continue');
  assert.equal((await arrive()).subject, first.subject);

  await leave(`app.logoutRedirect({ postLogoutRedirectUri: '${application}/signed-out' })`);
  await page.waitForURL(/\/signed-out\?/);
  await call('arrived');
  assert.equal(await call<number>('app.getAllAccounts().length'), 0);
  const failed = await call<string>(
    `app.ssoSilent(${inFrame}).catch(({ errorCode }) => errorCode)`,
  );
  assert.equal(failed, 'interaction_required', 'the session has ended');
  await leave(`app.loginRedirect({ scopes: ${scopes} })`);
  await page.locator('#signInName').waitFor();
});

test('@azure/msal-browser resets a password by another policy, which then signs in', async (t) => {
  const email = 'ada.msal.reset@example.org';
  const { page, ada, authorityOf, authority, leave, arrive } = await openApplication(t, email);
  const reset = JSON.stringify({ authority: authorityOf('B2C_1A_PasswordReset') });
  await leave(`app.loginRedirect({ ...${reset}, scopes: ${scopes} })`);
  await ada.resetPassword(email, newPassword);
  const { idToken, subject } = await arrive();
  await verifyToken(idToken, authority, clientId);

  await leave(`app.loginRedirect({ scopes: ${scopes}, prompt: 'login' })`);
  await ada.signIn(email, password);
  await page.locator('.error.pageLevel').getByText(/\S/).first().waitFor();
  await ada.signIn(email, newPassword);
  assert.equal((await arrive()).subject, subject);
});

test('@azure/msal-node signs in, refreshes, resets a password, edits a profile, signs out; openid-client signs in by the session', async (t) => {
  const at = await surroundings();
  const email = 'ada.server@example.org';
  const authorityOf = authorities(at);
  const application = await startWebApplication(t, msalHandlers(authorityOf));
  const other = await startWebApplication(t, openIdHandlers(authorityOf('B2C_1A_SignUpOrSignIn')));
  const { sub } = await new BrowserPerson(await openWindow(t), at).signUp(email, password);
  const page = await openWindow(t);
  const ada = new BrowserPerson(page, at);
  const shown = async (path: string, from = application) => {
    await page.waitForURL((url) => url.href.startsWith(`${from}${path}`));
    return JSON.parse(await page.locator('pre').innerText());
  };

  await page.goto(`${application}/sign-in`);
  await page.click('#forgotPassword');
  await ada.resetPassword(email, newPassword);
  assert.equal((await shown('/signed-in')).sub, sub);
  await page.goto(`${application}/refresh`);
  assert.deepEqual(await shown('/refresh').then((told) => [told.sub, told.isFromCache]), [
    sub,
    false,
  ]);

  await page.goto(`${application}/sign-in?policy=B2C_1A_ProfileEdit`);
  await ada.signIn(email, newPassword);
  await page.fill('#surname', 'Lovelace');
  await page.click('#continue');
  assert.equal((await shown('/signed-in')).family_name, 'Lovelace');

  await page.goto(`${other}/sign-in`);
  const seen = await shown('/signed-in', other);
  assert.deepEqual([seen.sub, seen.family_name], [sub, 'Lovelace']);
  await page.goto(`${other}/refresh`);
  assert.equal((await shown('/refresh', other)).sub, sub);

  await page.goto(`${application}/sign-in?policy=B2C_1A_PasswordReset`);
  await ada.resetPassword(email, password);
  assert.equal((await shown('/signed-in')).sub, sub);
  await page.goto(`${application}/sign-in?policy=B2C_1A_PasswordReset`);
  await page.click('#cancel');
  assert.match((await shown('/signed-in')).error_description, /^AADB2C90091: /);

  await page.goto(`${application}/sign-out`);
  assert.deepEqual(await shown('/signed-out'), { accounts: 0 });
  await page.goto(`${other}/sign-in`);
  await ada.signIn(email, password);
  assert.equal((await shown('/signed-in', other)).sub, sub);
});
