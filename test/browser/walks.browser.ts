import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, openWindow, surroundings } from '../support/browser.ts';
import { BrowserPerson } from '../support/browser-person.ts';
import { provePage } from '../support/page-proof.ts';

after(closeBrowser);

const password = 'Correct-horse-7';

const languages = [
  {
    name: 'German, that of the browser',
    begins: { locale: 'de-DE' },
    email: 'ada.german@example.org',
    language: 'de',
    refusal: 'Diese Abteilung nimmt zurzeit niemanden Ihres Alters auf.',
  },
  {
    name: 'French, as the application says',
    begins: { locale: 'en-US', parameters: { ui_locales: 'fr de' } },
    email: 'ada.french@example.org',
    language: 'fr',
    refusal: 'Cette section n’accueille pas de nouveaux membres de votre âge en ce moment.',
  },
];
for (const { name, begins, email, language, refusal } of languages) {
  test(`sign-up in ${name}: the code from the inbox, a refusal on the page that is then corrected`, async (t) => {
    const { locale, parameters } = begins;
    const ada = new BrowserPerson(await openWindow(t, { locale }), await surroundings());
    const { page } = ada;
    const prove = (what: string) => provePage(page, what, { isPictured: language === 'de' });
    await ada.begin('B2C_1A_SignUpOrSignIn', parameters);
    assert.equal(await page.locator('html').getAttribute('lang'), language);
    await prove('sign-in');
    await page.click('#createAccount');
    await page.locator('#email').waitFor();
    await prove('sign-up');
    await ada.verifyEmail(email);
    await ada.fillSignUp(password, 'junior');
    await page.click('#continue');
    await page.getByText(refusal).waitFor();
    await prove('refusal');
    await page.check('input[name="rowingSection"][value="senior"]');
    await page.click('#continue');
    const claims = await ada.claims();
    assert.equal(claims['email'], email);
    assert.equal(claims['displayName'] ?? claims['name'], 'Ada Keller');
    await prove('signed-in');
  });
}

test('what is missing is said at its field, and gets the focus', async (t) => {
  const ada = new BrowserPerson(await openWindow(t), await surroundings());
  const { page } = ada;
  await ada.begin('B2C_1A_SignUpOrSignIn');
  await page.click('#next');
  await page.locator('#signInName_error').getByText(/\S/).waitFor();
  await provePage(page, 'sign-in-faults');
  await ada.signIn('nobody@example.org', password);
  await page.locator('.error.pageLevel').getByText(/\S/).first().waitFor();
  await provePage(page, 'sign-in-refused');
});

test('a forgotten password: the code from the inbox, a new password, which then signs in', async (t) => {
  const at = await surroundings();
  const email = 'ada.forgetful@example.org';
  await new BrowserPerson(await openWindow(t), at).signUp(email, password);
  const ada = new BrowserPerson(await openWindow(t), at);
  const { page } = ada;
  await ada.begin('B2C_1A_SignUpOrSignIn');
  await page.click('#forgotPassword');
  await page.locator('#email').waitFor();
  await provePage(page, 'password-reset');
  await ada.verifyEmail(email);
  await page.click('#continue');
  await page.locator('#newPassword').waitFor();
  await provePage(page, 'new-password');
  await page.fill('#newPassword', 'Battery-staple-8');
  await page.fill('#reenterPassword', 'Battery-staple-8');
  await page.click('#continue');
  const { sub } = await ada.claims();

  const later = new BrowserPerson(await openWindow(t), at);
  await later.begin('B2C_1A_SignUpOrSignIn');
  await later.signIn(email, password);
  await later.page.locator('.error.pageLevel').getByText(/\S/).first().waitFor();
  await later.signIn(email, 'Battery-staple-8');
  assert.equal((await later.claims())['sub'], sub);
});

test('a profile is edited after signing in, and comes back as it was left', async (t) => {
  const at = await surroundings();
  const email = 'ada.moved@example.org';
  await new BrowserPerson(await openWindow(t), at).signUp(email, password);
  const ada = new BrowserPerson(await openWindow(t), at);
  const { page } = ada;
  await ada.begin('B2C_1A_ProfileEdit');
  await ada.signIn(email, password);
  await page.locator('#givenName').waitFor();
  await provePage(page, 'profile');
  await page.fill('#surname', 'Lovelace');
  await page.locator('input[name="chosenInterests"]').first().check();
  await page.click('#continue');
  await ada.claims();

  await ada.begin('B2C_1A_ProfileEdit', { prompt: 'login' });
  await ada.signIn(email, password);
  assert.equal(await page.inputValue('#surname'), 'Lovelace');
  assert.ok(await page.locator('input[name="chosenInterests"]').first().isChecked());
});
