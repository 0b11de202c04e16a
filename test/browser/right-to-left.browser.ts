import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { arabicPolicy } from '../support/arabic-policy.ts';
import { closeBrowser } from '../support/browser.ts';
import { startPack } from '../support/browser-pack.ts';
import { provePage } from '../support/page-proof.ts';
import { writeFiles } from '../support/policy-text.ts';

after(closeBrowser);

const email = 'ada@example.org';
const password = 'Correct-horse-7';

test('a page in Arabic runs from right to left, and signs up and in as any other', async (t) => {
  const folder = await writeFiles(t, { 'Arabic.xml': arabicPolicy });
  const pack = await startPack(t, ['LocalAccounts'], { own: [folder] });
  const person = await pack.newPerson();
  const { page } = person;
  await person.begin('B2C_1A_Arabic', { ui_locales: 'ar' });
  assert.deepEqual(await page.evaluate('[document.documentElement.lang, document.dir]'), [
    'ar',
    'rtl',
  ]);
  const label = await page.locator('#signInName_label').boundingBox();
  const forgot = await page.getByText('هل نسيت كلمة المرور؟').boundingBox();
  assert.ok((label?.x ?? 0) + (label?.width ?? 0) > (forgot?.x ?? 0) + (forgot?.width ?? 0));
  await provePage(page, 'right-to-left');
  await page.getByText('أنشئ حسابًا').click();
  await person.verifyEmail(email);
  await person.button('إنشاء').click();
  await page.getByText('هناك معلومة ناقصة.').waitFor();
  await provePage(page, 'right-to-left-sign-up', { isPictured: false });
  await person.field('كلمة المرور الجديدة').fill(password);
  await person.field('تأكيد كلمة المرور').fill(password);
  await person.field('الاسم المعروض').fill('آدا');
  await person.button('إنشاء').click();
  const { sub, name } = await person.claims();
  assert.equal(name, 'آدا');

  const later = await pack.newPerson();
  await later.begin('B2C_1A_Arabic', { ui_locales: 'ar' });
  await later.field('البريد الإلكتروني').fill(email);
  await later.field('كلمة المرور').fill(password);
  await later.button('تسجيل الدخول').press('Enter');
  assert.equal((await later.claims())['sub'], sub);
});
