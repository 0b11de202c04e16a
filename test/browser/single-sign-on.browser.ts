import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { closeBrowser, openWindow, surroundings } from '../support/browser.ts';
import { startPack } from '../support/browser-pack.ts';
import { BrowserPerson } from '../support/browser-person.ts';
import { exchange } from '../support/emulated-tenant.ts';
import { listen } from '../support/listen.ts';
import { addPerson, passDays } from '../support/pack-control.ts';
import { onPack, relyingParty, send, signInSteps, userJourney } from '../support/pack-policy.ts';
import { provePage } from '../support/page-proof.ts';
import { writeFiles } from '../support/policy-text.ts';

after(closeBrowser);

const ada = { displayName: 'Ada', email: 'ada@example.org', password: 'Correct-horse-7' };

/** Which pages of a policy are shown from now on. */
function pagesShown(page: Page): readonly string[] {
  const shown: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    const isPage = response.status() === 200 && response.request().isNavigationRequest();
    if (isPage && pathname.includes('/B2C_1A_')) shown.push(pathname);
  });
  return shown;
}

test('the second visit shows no page, in another policy too; prompt=login shows it again, and signing out ends it', async (t) => {
  const at = await surroundings();
  const email = 'ada.returns@example.org';
  const person = new BrowserPerson(await openWindow(t), at);
  const { sub } = await person.signUp(email, ada.password);
  const shown = pagesShown(person.page);
  const subject = async () => (await person.claims())['sub'];
  await person.begin('B2C_1A_SignUpOrSignIn');
  assert.equal(await subject(), sub);
  await person.begin('B2C_1A_SignUpOrSignIn', { prompt: 'none' });
  assert.equal(await subject(), sub);
  assert.deepEqual(shown, []);

  await person.begin('B2C_1A_ProfileEdit');
  await person.page.locator('#givenName').waitFor();
  assert.equal(shown.length, 1, 'only the page that the policy is for');
  await person.begin('B2C_1A_SignUpOrSignIn', { prompt: 'login' });
  await person.signIn(email, ada.password);
  assert.equal(await subject(), sub);
  assert.equal(shown.length, 2);

  const out = new URLSearchParams({ post_logout_redirect_uri: at.workbench });
  await person.page.goto(
    `${at.pages}/${at.tenant}/B2C_1A_SignUpOrSignIn/oauth2/v2.0/logout?${out}`,
  );
  await person.begin('B2C_1A_SignUpOrSignIn', { prompt: 'none' });
  assert.match(await person.refusal(), /AADB2C90077/);
});

/** `B2C_1A_Kept`: who asks to stay signed in is so for a week; any page of this machine may frame it. */
const kept = onPack({
  id: 'B2C_1A_Kept',
  technicalProfiles:
    '<TechnicalProfile Id="SelfAsserted-LocalAccountSignin-Email"><DisplayName>Sign in</DisplayName><Metadata><Item Key="setting.enableRememberMe">true</Item></Metadata></TechnicalProfile>',
  userJourneys: userJourney(
    'Kept',
    signInSteps(),
    exchange(3, 'AAD-UserReadUsingObjectId'),
    send(4, 'JwtIssuer'),
  ),
  relyingParty: relyingParty(
    'Kept',
    ['displayName'],
    '<SingleSignOn Scope="Tenant" KeepAliveInDays="7" /><JourneyFraming Enabled="true" Sources="http://localhost:*" />',
  ),
});

async function startKept(t: TestContext) {
  const own = [await writeFiles(t, { 'Kept.xml': kept })];
  const pack = await startPack(t, ['LocalAccounts'], { own });
  await addPerson(pack, ada);
  return pack;
}

test('who asks to stay signed in is so after the browser was closed, for as long as the policy says', async (t) => {
  const pack = await startKept(t);
  /** The same browser, started again: it has forgotten what had no end. */
  const startAgain = async ({ page }: BrowserPerson) => {
    const again = await pack.newPerson();
    const cookies = (await page.context().cookies()).filter(({ expires }) => expires > 0);
    await again.page.context().addCookies(cookies);
    await again.begin('B2C_1A_Kept');
    return again;
  };
  const signIn = async (staysSignedIn: boolean) => {
    const person = await pack.newPerson();
    await person.begin('B2C_1A_Kept');
    if (staysSignedIn) {
      await provePage(person.page, 'remember-me');
      await person.page.check('#rememberMe');
    }
    await person.signIn(ada.email, ada.password);
    await person.claims();
    return person;
  };
  const leaving = await startAgain(await signIn(false));
  await leaving.page.locator('#signInName').waitFor();

  const staying = await startAgain(await signIn(true));
  await staying.claims();
  await passDays(pack, 6);
  const later = await startAgain(staying);
  await later.claims();
  await passDays(pack, 8);
  const gone = await startAgain(later);
  await gone.page.locator('#signInName').waitFor();
});

test('a page is shown in a frame of the sites that JourneyFraming names, and of no others', async (t) => {
  const pack = await startKept(t);
  const { page } = await pack.newPerson();
  const server = createServer((request, response) => {
    const { search } = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader('content-type', 'text/html');
    response.end(
      `<!doctype html><title>Application</title><iframe src="${search.slice(1)}"></iframe>`,
    );
  });
  const application = `http://localhost:${await listen(t, server)}`;
  const query = new URLSearchParams({
    ...{ client_id: 'app', redirect_uri: application, response_type: 'id_token' },
    ...{ scope: 'openid', nonce: 'n' },
  });
  const frame = async (policy: string) => {
    await page.goto(
      `${application}/?${pack.pages}/${pack.tenant}/${policy}/oauth2/v2.0/authorize?${query}`,
    );
    return page.frameLocator('iframe').locator('#signInName');
  };
  await (await frame('B2C_1A_Kept')).waitFor();
  assert.equal(await (await frame('B2C_1A_signup_signin')).count(), 0);
  assert.match(page.frames()[1]?.url() ?? '', /^chrome-error:/);
});
