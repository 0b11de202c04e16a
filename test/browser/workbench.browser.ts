import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, openWindow, surroundings } from '../support/browser.ts';
import { BrowserPerson } from '../support/browser-person.ts';
import { provePage } from '../support/page-proof.ts';

after(closeBrowser);

const pages = [
  { name: 'workbench', path: '/', says: 'B2C_1A_SignUpOrSignIn' },
  { name: 'journeys', path: '/_emulator/journeys', says: 'B2C_1A_SignUpOrSignIn' },
  { name: 'inbox', path: '/_emulator/inbox', says: 'ada.workbench@example.org' },
  { name: 'people', path: '/_emulator/people', says: 'ada.workbench@example.org' },
  { name: 'providers', path: '/_emulator/providers', says: 'Ada Lovelace' },
  { name: 'functions', path: '/_emulator/functions', says: 'REST-ValidateSignUp' },
  { name: 'controls', path: '/_emulator/controls', says: 'Clock' },
  { name: 'settings', path: '/_emulator/settings', says: 'Environment Local' },
  { name: 'recorder', path: '/_emulator/recorder', says: 'Recorder' },
  { name: 'signed-in-nobody', path: '/_emulator/signed-in', says: 'Nobody has signed in here' },
];
test('the workbench shows policies, journeys, the inbox, people, providers, functions, controls, settings and the recorder', async (t) => {
  const at = await surroundings();
  await new BrowserPerson(await openWindow(t), at).signUp(
    'ada.workbench@example.org',
    'Correct-horse-7',
  );
  const page = await openWindow(t);
  for (const { name, path, says } of pages) {
    await page.goto(`${at.workbench}${path}`);
    await page.getByText(says).first().waitFor();
    await provePage(page, name);
  }
});

test('"Run" shows the page, and beside it what happens to every claim', async (t) => {
  const at = await surroundings();
  const page = await openWindow(t, { width: 1280 });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${at.workbench}/_emulator/run/B2C_1A_SignUpOrSignIn`);
  const framed = page.frameLocator('iframe');
  await framed.locator('#createAccount').waitFor();
  await page.locator('#trace').getByText(/\S/).first().waitFor();
  await provePage(page, 'run');
  await framed.locator('#createAccount').click();
  await framed.locator('#email').waitFor();
  await page
    .locator('#trace')
    .getByText(/Page-SignUp/)
    .first()
    .waitFor();
  const ofWorkbench = asked.filter((path) => path.startsWith('/_emulator/workbench/'));
  assert.deepEqual(ofWorkbench, ['/_emulator/workbench/stream']); // pushed: nothing was asked again
  await page.getByRole('tab', { name: 'Policy' }).click();
  await page.locator('.event', { hasText: 'Page-SignUp' }).first().click();
  const line = await page.locator('.here').boundingBox();
  assert.ok(line && line.y > 0 && line.y + line.height < (page.viewportSize()?.height ?? 0));
});

test('a masked password is shown by a click and hidden by the next; the call beside it stays masked', async (t) => {
  const at = await surroundings();
  const ada = new BrowserPerson(await openWindow(t), at);
  await ada.signUp('ada.masked@example.org', 'Correct-horse-7');
  const page = await openWindow(t, { width: 1280 });
  await page.goto(`${at.workbench}/_emulator/journeys`);
  await page.locator('table a').first().click();
  await page.locator('.event.submission').first().click();
  const masked = page.getByRole('button', { name: 'Show newPassword' });
  await masked.waitFor();
  assert.ok(!(await page.content()).includes('Correct-horse-7'));
  await masked.click();
  await page.getByRole('button', { name: 'newPassword: Correct-horse-7' }).click();
  await masked.waitFor();
  await page.locator('.event.http').first().click();
  await page.getByRole('tab', { name: 'HTTP' }).click();
  await page.getByText(/x-api-key: \*\*\*|authorization: Basic \*\*\*/).waitFor();
  await page.getByRole('tab', { name: 'Run again' }).click();
  await page.getByRole('button', { name: /^Run again from / }).waitFor();
  assert.ok(!(await page.content()).includes('Correct-horse-7'));
});

test('a journey that has ended is shown with its calls', async (t) => {
  const at = await surroundings();
  const ada = new BrowserPerson(await openWindow(t), at);
  await ada.signUp('ada.traced@example.org', 'Correct-horse-7');
  const page = await openWindow(t, { width: 1280 });
  await page.goto(`${at.workbench}/_emulator/journeys`);
  await page.locator('table a').last().click();
  await page
    .locator('#trace')
    .getByText(/REST-ValidateSignUp/)
    .first()
    .waitFor();
  await provePage(page, 'trace');
});

test('an error page says what B2C would say', async (t) => {
  const at = await surroundings();
  const ada = new BrowserPerson(await openWindow(t), at);
  await ada.begin('B2C_1A_SignUpOrSignIn', { redirect_uri: 'https://elsewhere.example/' });
  assert.match(await ada.page.locator('body').innerText(), /AADB2C90006/);
  await provePage(ada.page, 'error');
});
