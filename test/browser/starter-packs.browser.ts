import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser } from '../support/browser.ts';
import { beginSignUp, createAccount, signUpOrSignIn, startPack } from '../support/browser-pack.ts';
import type { BrowserPerson } from '../support/browser-person.ts';
import { provePage } from '../support/page-proof.ts';
import { answerWith, startApi } from '../support/test-api.ts';

after(closeBrowser);

const ada = { email: 'ada@example.org', password: 'Correct-horse-7' };
const known = { isPictured: false };

async function signIn(person: BrowserPerson, password: string, name = 'Email Address') {
  await person.field(name).fill(ada.email);
  await person.field('Password').fill(password);
  await person.field('Password').press('Enter');
}

/** Chooses somebody at the stand-in of an identity provider. */
async function signInAt(person: BrowserPerson, provider: string, name: string): Promise<void> {
  await person.button(provider).click();
  await person.page.getByRole('heading', { name: provider }).waitFor();
  await person.page.getByRole('button', { name }).click();
}

test('LocalAccounts: sign-up by keyboard alone, then a wrong password that is corrected', async (t) => {
  const pack = await startPack(t, ['LocalAccounts']);
  const person = await pack.newPerson();
  const { page } = person;
  await person.begin(signUpOrSignIn);
  await provePage(page, 'pack-sign-in', known);
  await page.getByRole('link', { name: 'Sign up now' }).press('Enter');
  await person.field('Email Address').focus();
  await person.type(ada.email);
  await page.keyboard.press('Enter');
  await person.field('Verification code').waitFor();
  await person.type('wrong');
  await page.keyboard.press('Enter');
  await page.getByText('That code is incorrect. Please try again.').waitFor();
  await provePage(page, 'email-code');
  await page.keyboard.press('ControlOrMeta+a');
  await person.type(await person.codeFor(ada.email));
  await page.keyboard.press('Enter');
  await person.button('Change e-mail').waitFor();
  await page.keyboard.press('Tab');
  await person.type(ada.password, 'Another-horse-8', 'Ada L', 'Ada', 'Lovelace');
  await page.keyboard.press('Enter');
  await page.getByText('The password entry fields do not match').waitFor();
  await provePage(page, 'passwords-differ', known);
  await page.keyboard.press('ControlOrMeta+a');
  await person.type(ada.password);
  await page.keyboard.press('Enter');
  const { sub, name } = await person.claims();
  assert.equal(name, 'Ada L');

  const later = await pack.newPerson();
  await later.begin(signUpOrSignIn);
  await signIn(later, 'Wrong-horse-9');
  await later.page.getByText('Your password is incorrect.').waitFor();
  await signIn(later, ada.password);
  assert.equal((await later.claims())['sub'], sub);
});

test('SocialAndLocalAccounts: sign-up with Facebook, whose page a stand-in shows; the second time nothing is asked', async (t) => {
  const pack = await startPack(t, ['SocialAndLocalAccounts']);
  const person = await pack.newPerson();
  const { page } = person;
  await person.begin(signUpOrSignIn);
  await provePage(page, 'social-or-local');
  await person.button('Facebook').press('Enter');
  await page.getByRole('heading', { name: 'Facebook' }).waitFor();
  await provePage(page, 'stand-in');
  await page.getByRole('button', { name: 'Zoë Ångström-Yılmaz' }).press('Enter');
  await person.field('Display Name').waitFor();
  assert.equal(await person.field('Given Name').inputValue(), 'Zoë');
  await provePage(page, 'social-sign-up');
  await person.field('Display Name').fill('Zoë Å');
  await person.button('Create').click();
  const { sub, name, idp } = await person.claims();
  assert.deepEqual([name, idp], ['Zoë Å', 'facebook.com']);

  const later = await pack.newPerson();
  await later.begin(signUpOrSignIn);
  await signInAt(later, 'Facebook', 'Zoë');
  assert.equal((await later.claims())['sub'], sub);

  await later.begin(signUpOrSignIn, { prompt: 'login' });
  await later.button('Facebook').click();
  await later.button('Cancel').click();
  assert.match(await later.refusal(), /^AADB2C90273/);
});

for (const variant of ['SocialAccounts', 'Display Controls Starterpack/SocialAccounts']) {
  test(`${variant}: a page lists the providers; the profile of that account is edited`, async (t) => {
    const pack = await startPack(t, [variant]);
    const person = await pack.newPerson();
    const { page } = person;
    await person.begin(signUpOrSignIn);
    await provePage(page, 'one-provider', known);
    await signInAt(person, 'Facebook', 'Noah Nomail');
    await person.button('Create').click();
    const { sub } = await person.claims();

    await person.begin('B2C_1A_ProfileEdit', { prompt: 'login' });
    await page.getByRole('button', { name: 'Noah Nomail' }).click();
    await person.field('Surname').fill('Newname');
    await provePage(page, 'pack-profile', known);
    await person.button('Continue').click();
    assert.equal((await person.claims())['sub'], sub);
    await person.begin('B2C_1A_ProfileEdit', { prompt: 'login' });
    await page.getByRole('button', { name: 'Noah Nomail' }).click();
    assert.equal(await person.field('Surname').inputValue(), 'Newname');
  });
}

test('SocialAndLocalAccounts: of several providers the local account is chosen to edit a profile, and to change a password', async (t) => {
  const pack = await startPack(t, ['scenarios/password-change', 'SocialAndLocalAccounts']);
  const person = await beginSignUp(pack);
  await person.verifyEmail(ada.email);
  await createAccount(person, ada.password);
  const { sub } = await person.claims();

  const editor = await pack.newPerson();
  await editor.begin('B2C_1A_ProfileEdit');
  await provePage(editor.page, 'provider-selection');
  await editor.button('Local Account Signin').click();
  await provePage(editor.page, 'local-sign-in', known);
  await signIn(editor, ada.password);
  await editor.field('Surname').fill('Lovelace');
  await editor.button('Continue').click();
  assert.equal((await editor.claims())['sub'], sub);

  await editor.begin('B2C_1A_PasswordChange', { prompt: 'login' });
  await signIn(editor, ada.password, 'Sign in name');
  await editor.field('Old Password').fill(ada.password);
  await editor.field('New Password').fill('Battery-staple-8');
  await editor.field('Confirm New Password').fill('Battery-staple-8');
  await provePage(editor.page, 'password-change', known);
  await editor.button('Continue').click();
  assert.equal((await editor.claims())['sub'], sub);
});

test('linkedin-identity-provider: sign-up with LinkedIn, whose e-mail address another API tells', async (t) => {
  const elements = [{ 'handle~': { emailAddress: 'ada@linkedin.example' } }];
  const api = await startApi(t, answerWith(200, { elements }));
  const pack = await startPack(
    t,
    ['scenarios/linkedin-identity-provider', 'SocialAndLocalAccounts'],
    {
      map: [['https://api.linkedin.com/v2/emailAddress', `${api.url}/emailAddress`]],
    },
  );
  const person = await pack.newPerson();
  await person.begin('B2C_1A_signup_signin_linkedin');
  await provePage(person.page, 'two-providers', known);
  await signInAt(person, 'LinkedIn', 'Ada Lovelace');
  await person.button('Continue').click();
  assert.equal((await person.claims())['email'], 'ada@linkedin.example');
});
