import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { applicationCertificate, closeBrowser } from '../support/browser.ts';
import { startPack } from '../support/browser-pack.ts';
import type { BrowserPerson } from '../support/browser-person.ts';
import { exchange } from '../support/emulated-tenant.ts';
import { addPerson } from '../support/pack-control.ts';
import { onPack, relyingParty, send, signInSteps, userJourney } from '../support/pack-policy.ts';
import { provePage } from '../support/page-proof.ts';
import { writeFiles } from '../support/policy-text.ts';
import {
  applicationMetadata,
  samlIssuerProfiles,
  samlRelyingParty,
} from '../support/saml-policy.ts';
import { startSamlApplication } from '../support/saml-web-application.ts';

after(closeBrowser);

const ada = { displayName: 'Ada', email: 'ada@example.org', password: 'Correct-horse-7' };

const journey = (id: string, issuer: string) =>
  userJourney(id, signInSteps(), exchange(3, 'AAD-UserReadUsingObjectId'), send(4, issuer));

/** Two SAML applications and one of OpenID Connect, whose users the pack signs in; the first signs its requests. */
async function startApplications(t: TestContext) {
  const { pem: certificate, privateKey } = applicationCertificate();
  const [signing, plain] = [await startSamlApplication(t), await startSamlApplication(t)];
  const policy = (id: string, metadata: string) =>
    onPack({
      id,
      technicalProfiles: samlIssuerProfiles(),
      userJourneys: journey('Saml', 'Saml2AssertionIssuer'),
      relyingParty: samlRelyingParty('Saml', { PartnerEntity: metadata }, ['displayName']),
    });
  const signingMetadata = applicationMetadata({
    ...{ ...signing, certificate },
    logOut: { binding: 'HTTP-Redirect', location: signing.logOutService },
  });
  const plainMetadata = applicationMetadata({
    ...plain,
    logOut: { binding: 'HTTP-POST', location: plain.logOutService },
  });
  const own = await writeFiles(t, {
    'Signing.xml': policy('B2C_1A_Signing', signingMetadata),
    'Plain.xml': policy('B2C_1A_Plain', plainMetadata),
    'OpenId.xml': onPack({
      id: 'B2C_1A_OpenId',
      userJourneys: journey('OpenId', 'JwtIssuer'),
      relyingParty: relyingParty('OpenId', ['displayName']),
    }),
  });
  const pack = await startPack(t, ['LocalAccounts'], { own: [own] });
  await addPerson(pack, ada);
  const baseOf = (id: string) => `${pack.pages}/${pack.tenant}/${id}`;
  await signing.trust(baseOf('B2C_1A_Signing'), { privateKey, signatureAlgorithm: 'sha256' });
  await plain.trust(baseOf('B2C_1A_Plain'));
  return { pack, signing, plain };
}

/** Whom an application knows, once the browser is back there. */
async function userOf({ page }: BrowserPerson, origin: string, relay: string) {
  await page.waitForURL(`${origin}/?relay=${relay}`);
  return JSON.parse(await page.locator('pre').innerText()).user;
}

/** A message to a frame may still be on its way when the browser has gone on. */
async function isSignedOut({ page }: BrowserPerson, origin: string): Promise<void> {
  let shown = '';
  for (let visits = 0; visits < 50 && shown !== '{"user":null}'; visits += 1) {
    await page.goto(origin);
    shown = await page.locator('pre').innerText();
  }
  assert.equal(shown, '{"user":null}', origin);
}

test('SAML applications sign in by redirect and by form, one after the other by the session, and sign out together', async (t) => {
  const { pack, signing, plain } = await startApplications(t);
  const person = await pack.newPerson();
  const { page } = person;
  await page.goto(`${signing.origin}/sign-in`);
  await page.locator('#signInName').waitFor();
  await provePage(page, 'saml-sign-in', { isPictured: false });
  await person.signIn(ada.email, ada.password);
  const user = await userOf(person, signing.origin, 'r-1');
  assert.equal(user.displayName, 'Ada');
  assert.equal(user.issuer, `${pack.pages}/${pack.tenant}/B2C_1A_Signing`);

  await page.goto(`${plain.origin}/sign-in-by-form`);
  const second = await userOf(person, plain.origin, 'r-2');
  assert.equal(second.nameId, user.nameId);
  await person.begin('B2C_1A_OpenId');
  assert.equal((await person.claims())['sub'], user.nameId, 'one session for both protocols');

  await page.goto(`${signing.origin}/sign-out`);
  await page.waitForURL(`${signing.origin}/signed-out`);
  for (const { origin } of [signing, plain]) await isSignedOut(person, origin);
  await person.begin('B2C_1A_OpenId', { prompt: 'none' });
  assert.match(await person.refusal(), /AADB2C90077/);
});

test('SAML applications hear that their user has signed out elsewhere; a journey that ends otherwise is a status', async (t) => {
  const { pack, signing, plain } = await startApplications(t);
  const person = await pack.newPerson();
  const { page } = person;
  await page.goto(`${signing.origin}/sign-in-by-form`);
  await person.signIn(ada.email, ada.password);
  await userOf(person, signing.origin, 'r-2');
  await page.goto(`${plain.origin}/sign-in`);
  await userOf(person, plain.origin, 'r-1');

  const out = new URLSearchParams({ post_logout_redirect_uri: `${plain.origin}/bye` });
  await page.goto(`${pack.pages}/${pack.tenant}/B2C_1A_OpenId/oauth2/v2.0/logout?${out}`);
  await page.waitForURL(`${plain.origin}/bye`);
  for (const { origin } of [signing, plain]) await isSignedOut(person, origin);
  await page.goto(`${plain.origin}/sign-in`);
  await page.click('#forgotPassword');
  await page.getByText(/AADB2C90118/).waitFor();
});
