import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { closeBrowser } from '../support/browser.ts';
import { startPack } from '../support/browser-pack.ts';
import { addPerson } from '../support/pack-control.ts';
import { provePage } from '../support/page-proof.ts';
import { writeFiles } from '../support/policy-text.ts';
import { embeddedReset, transferred } from '../support/sub-journey-policies.ts';

after(closeBrowser);

const ada = { displayName: 'Ada', email: 'ada@example.org', password: 'Correct-horse-7' };
const known = { isPictured: false };

/** The starter pack with these policies on it, and Ada in its directory. */
async function startWithAda(t: TestContext, policy: string) {
  const pack = await startPack(t, ['LocalAccounts'], {
    own: [await writeFiles(t, { 'Own.xml': policy })],
  });
  await addPerson(pack, ada);
  return pack;
}

test('a password is set anew in a sub journey of signing in, which goes on; cancel leaves it as it was', async (t) => {
  const pack = await startWithAda(t, embeddedReset);
  const person = await pack.newPerson();
  const { page } = person;
  await person.begin('B2C_1A_Embedded');
  await page.click('#forgotPassword');
  await page.locator('#email').waitFor();
  await provePage(page, 'embedded-reset', known);
  await page.click('#cancel');
  assert.match(await person.refusal(), /AADB2C90091/);

  await person.begin('B2C_1A_Embedded');
  await page.click('#forgotPassword');
  await page.locator('#email').waitFor();
  await person.resetPassword(ada.email, 'Battery-staple-8');
  const { sub, isForgotPassword } = await person.claims();
  assert.equal(isForgotPassword, true);

  const later = await pack.newPerson();
  await later.begin('B2C_1A_Embedded');
  await later.signIn(ada.email, ada.password);
  await later.page.getByText('Your password is incorrect.').waitFor();
  await later.signIn(ada.email, 'Battery-staple-8');
  const claims = await later.claims();
  assert.deepEqual([claims['sub'], claims['isForgotPassword']], [sub, undefined]);
});

test('a sub journey within another comes back; one that is transferred to ends the journey itself', async (t) => {
  const pack = await startWithAda(t, transferred);
  for (const answer of ['I agree', 'I do not agree']) {
    const person = await pack.newPerson();
    const { page } = person;
    await person.begin('B2C_1A_Terms');
    await person.signIn(ada.email, ada.password);
    await person.field('nickname').fill('Countess');
    await page.click('#continue');
    await person.field(answer).check();
    if (answer === 'I agree') await provePage(page, 'terms', known);
    await page.click('#continue');
    if (answer === 'I agree') {
      const { nickname, agrees } = await person.claims();
      assert.deepEqual([nickname, agrees], ['Countess', 'yes']);
    } else {
      await person.field('reason').fill('Too many words.');
      await page.click('#continue');
      assert.match(await person.refusal(), /AAD_Custom_no: Too many words\./);
    }
  }
});
