import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser } from '../support/browser.ts';
import { beginSignUp, createAccount, startPack } from '../support/browser-pack.ts';
import type { BrowserPerson } from '../support/browser-person.ts';
import { provePage } from '../support/page-proof.ts';

after(closeBrowser);

const packs = 'Display Controls Starterpack';
const ada = { email: 'ada@example.org', password: 'Correct-horse-7' };
const known = { isPictured: false };

/** Has the control send a code and check it. */
async function verifyByControl(person: BrowserPerson, email: string): Promise<void> {
  await person.field('Email Address').fill(email);
  await person.button('Send verification code').click();
  await person.field('Verification Code').fill(await codeOf(person, email));
  await person.button('Verify code').click();
  await person.button('Change e-mail').waitFor();
}

/** The code that was sent, once the page asks for it. */
async function codeOf(person: BrowserPerson, to: string): Promise<string> {
  await person.field('Verification Code').waitFor();
  return person.codeFor(to);
}

test('Display Controls: no sign-up without a code, a wrong code, a new code, another address, the right one', async (t) => {
  const pack = await startPack(t, [`${packs}/LocalAccounts`]);
  const person = await beginSignUp(pack);
  const { page } = person;
  await provePage(page, 'display-control');
  await person.field('Email Address').fill('adda@example.org');
  await person.field('Email Address').press('Enter');
  await person.field('Verification Code').fill('wrong');
  await page.context().setOffline(true);
  await person.field('Verification Code').press('Enter');
  await page.getByText('The emulator does not answer.').waitFor();
  await page.context().setOffline(false);
  await person.field('Verification Code').press('Enter');
  await page.getByText('That code is incorrect. Please try again.').waitFor();
  await provePage(page, 'display-control-refused');
  const first = await person.codeFor('adda@example.org');
  await person.button('Send new code').click();
  await page.getByText('That code is incorrect. Please try again.').waitFor({ state: 'hidden' });
  const second = await person.codeFor('adda@example.org');
  assert.notEqual(second, first);
  await person.field('Verification Code').fill(second);
  await person.field('Verification Code').press('Enter');
  await person.button('Change e-mail').press('Enter');
  await verifyByControl(person, ada.email);
  assert.equal(await person.field('Email Address').isEditable(), false);
  await provePage(page, 'display-control-verified');
  await createAccount(person, ada.password);
  assert.equal((await person.claims())['email'], ada.email);
});

test('Display Controls: a forgotten password, whose address the control verifies', async (t) => {
  const pack = await startPack(t, [`${packs}/SocialAndLocalAccounts`]);
  const person = await beginSignUp(pack);
  await verifyByControl(person, ada.email);
  await createAccount(person, ada.password);
  const { sub } = await person.claims();

  const later = await pack.newPerson();
  await later.begin('B2C_1A_PasswordReset');
  await later.button('Continue').click();
  await later.page.locator('#email_error').getByText(/\S/).waitFor();
  await provePage(later.page, 'reset-by-control', known);
  await verifyByControl(later, ada.email);
  await later.button('Continue').click();
  await later.field('New Password').fill('Battery-staple-8');
  await later.field('Confirm New Password').fill('Battery-staple-8');
  await later.button('Continue').click();
  assert.equal((await later.claims())['sub'], sub);
});

test('phone-number-passwordless: sign-up with a country and a number, sign-in by the code of a text message', async (t) => {
  const pack = await startPack(t, ['scenarios/phone-number-passwordless']);
  const policy = 'B2C_1A_SignUpOrSignInWithPhone';
  const person = await pack.newPerson();
  const { page } = person;
  await person.begin(policy);
  await provePage(page, 'sign-in-by-phone', known);
  await person.button('Phone').click();
  await person.field('Country').selectOption('NO');
  await person.field('Phone Number').fill('40000001');
  await person.button('Send verification code').click();
  await person.field('Verification Code').fill(await codeOf(person, '+4740000001'));
  await person.button('Verify code').click();
  await person.button('Change').waitFor();
  await provePage(page, 'phone-control');
  await person.field('Display Name').fill('Ada L');
  await person.button('Continue').click();
  await person.verifyEmail(ada.email);
  await person.button('Create').click();
  const { sub } = await person.claims();

  const later = await pack.newPerson();
  await later.begin(policy);
  await later.field('Phone Number').fill('+4740000001');
  await later.button('Continue').click();
  await later.field('Country').selectOption('NO');
  await later.field('Phone Number').fill('40000001');
  await later.button('Continue').click();
  const code = await codeOf(later, '+4740000001');
  await provePage(later.page, 'text-message-code', known);
  await later.field('Verification Code').fill(code);
  await later.button('Continue').click();
  assert.equal((await later.claims())['sub'], sub);
});
