import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { decodeSecret, timeStep, totpCode } from '../../emulator/totp.ts';
import { authenticatorPolicy } from '../support/authenticator-policy.ts';
import { closeBrowser } from '../support/browser.ts';
import {
  beginSignUp,
  createAccount,
  type RunningPack,
  signUpOrSignIn,
  startPack,
} from '../support/browser-pack.ts';
import type { BrowserPerson } from '../support/browser-person.ts';
import { provePage } from '../support/page-proof.ts';
import { writeFiles } from '../support/policy-text.ts';

after(closeBrowser);

const login = { email: 'ada@example.org', password: 'Correct-horse-7' };
const ada = { ...login, phone: '+4740000001' };
const wrongCode = 'The verification code you have entered does not match our records.';

async function signIn(person: BrowserPerson): Promise<void> {
  await person.begin(signUpOrSignIn);
  await person.field('Email Address').fill(ada.email);
  await person.field('Password').fill(ada.password);
  await person.field('Password').press('Enter');
}

test('WithMfa: a number is entered at sign-up, a wrong code corrected; later its number is texted, then called', async (t) => {
  const pack = await startPack(t, ['SocialAndLocalAccountsWithMfa']);
  const person = await beginSignUp(pack);
  const { page } = person;
  await person.verifyEmail(ada.email);
  await createAccount(person, ada.password);
  await person.field('Phone Number').fill('40000001');
  await provePage(page, 'phone-number');
  await person.field('Phone Number').press('Enter');
  await page.getByText('Please select your country code').waitFor();
  await person.field('Country Code').selectOption({ label: 'Norway (\u200e+47)' });
  await person.button('Send Code').click();
  await person.field('Verification code').fill('000000');
  await page.getByText(wrongCode).waitFor();
  await provePage(page, 'phone-code-refused');
  await person.field('Verification code').fill(await person.codeFor(ada.phone));
  const { sub } = await person.claims();

  const later = await pack.newPerson();
  await signIn(later);
  await later.page.getByRole('radio', { name: 'XXX-XXX-001' }).waitFor();
  await provePage(later.page, 'phone-on-record');
  await later.button('Send Code').click();
  await later.field('Verification code').waitFor();
  await later.field('Verification code').fill(await later.codeFor(ada.phone));
  assert.equal((await later.claims())['sub'], sub);

  await later.begin(signUpOrSignIn);
  assert.equal((await later.claims())['sub'], sub, 'the session stands for the phone');

  const called = await pack.newPerson();
  await signIn(called);
  await called.button('Call Me').click();
  assert.equal((await called.claims())['sub'], sub);
});

test('WithMfa: whoever cancels the check of his phone gets back to the application', async (t) => {
  const pack = await startPack(t, ['Display Controls Starterpack/SocialAndLocalAccountsWithMfa']);
  const person = await pack.newPerson();
  await person.begin(signUpOrSignIn);
  await person.button('Facebook').click();
  await person.page.getByRole('button', { name: 'Grace Hopper' }).click();
  await person.button('Create').click();
  await person.field('Phone Number').fill('+47 400 00 001');
  await person.button('Send Code').press('Enter');
  await person.field('Verification code').fill('12');
  await person.button('Verify Code').click();
  await person.page.getByText('Please enter the 6-digit code you received').waitFor();
  await person.button('Cancel').click();
  assert.match(await person.refusal(), /^AADB2C90091/);
});

test('an authenticator app is registered from the picture of the page; later its code is asked for', async (t) => {
  const folder = await writeFiles(t, { 'Authenticator.xml': authenticatorPolicy });
  const pack = await startPack(t, ['LocalAccounts'], { own: [folder] });
  await pack.api('POST', '/people', { displayName: 'Ada', ...login });

  const person = await beginWithApp(pack);
  await person.page.getByRole('img', { name: /Scan this picture/ }).waitFor();
  const secret = await person.field('Key').inputValue();
  const picture = await person.page.locator('#qrCodeContent').inputValue();
  assert.equal(new URL(picture).searchParams.get('secret'), secret);
  await provePage(person.page, 'authenticator-app');
  await person.field('Code of your app').fill('000000');
  await person.button('Continue').click();
  await person.page.getByText('That code is wrong. Please try again.').waitFor();
  await person.field('Code of your app').fill(await appCode(pack, secret));
  await person.field('Code of your app').press('Enter');
  const { sub } = await person.claims();

  await pack.api('POST', '/clock', { advanceSeconds: 3600 });
  const later = await beginWithApp(pack);
  await later.field('Code of your app').waitFor();
  await provePage(later.page, 'authenticator-code', { isPictured: false });
  await later.field('Code of your app').fill(await appCode(pack, secret));
  await later.button('Continue').click();
  assert.equal((await later.claims())['sub'], sub);
});

/** What the app shows at the emulator's time. */
async function appCode({ api }: RunningPack, secret: string): Promise<string> {
  const { body } = await api('GET', '/health');
  return totpCode(decodeSecret(secret) ?? new Uint8Array(), timeStep(new Date(body.now)));
}

/** Signs in by the policy with an authenticator app, up to the app. */
async function beginWithApp(pack: RunningPack): Promise<BrowserPerson> {
  const person = await pack.newPerson();
  await person.begin('B2C_1A_Authenticator');
  await person.field('Email Address').fill(login.email);
  await person.field('Password').fill(login.password);
  await person.button('Continue').click();
  return person;
}
