import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { lintInThread } from '../../commands/lint-thread.ts';
import type { Person } from '../../emulator/people.ts';
import { closeBrowser, openWindow, surroundings } from '../support/browser.ts';
import { provePage } from '../support/page-proof.ts';
import { runEmulator } from '../support/running-emulator.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

after(closeBrowser);

const ada = { displayName: 'Ada', email: 'ada.edited@example.org', password: 'Correct-horse-7' };
const memberNumber = 'extension_5f0c1f6e3f0e4b359d0b6c2f7f4b1a03_memberNumber';

/** Adds Ada on the page of people and opens hers. */
async function addAda(page: Page, workbench: string): Promise<void> {
  await page.goto(`${workbench}/_emulator/people`);
  const form = page.locator('form[data-call="POST /people"]');
  await form.getByLabel('Name').fill(ada.displayName);
  await form.getByLabel('Email').fill(ada.email);
  await form.getByLabel('Password').fill(ada.password);
  await form.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('link', { name: ada.displayName, exact: true }).click();
  await page.getByRole('heading', { name: ada.displayName }).waitFor();
}

/** Saves by the keyboard, and waits until the page says that it is done. */
async function save(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).press('Enter');
  await page.getByRole('status').getByText('Saved.').waitFor();
}

test('a person is edited with attributes and identities; what is emptied is gone; and removed', async (t) => {
  const { workbench, pages } = await surroundings();
  const page = await openWindow(t);
  await addAda(page, workbench);
  const attribute = (name: string) => page.locator(`[data-attribute="${name}"]`);
  await page.getByLabel('User name').fill('ada');
  await attribute(memberNumber).fill('1234');
  await attribute('givenName').fill('Ada <b>Bold</b>');
  await page.getByLabel('Issuer').fill('facebook.com');
  await page.getByLabel('Id of the person there').fill('42');
  await page.getByLabel('Another attribute, its name').fill('city');
  await page.getByLabel('Its value').fill('London');
  await provePage(page, 'person');
  await save(page);
  const people = async () =>
    (await (await fetch(`${pages}/_emulator/api/people`)).json()) as [Person];
  const [first] = await people();
  assert.equal(first.attributes?.[memberNumber], '1234');
  assert.deepEqual(
    [first.userName, first.identities, first.attributes?.['city'], first.attributes?.['givenName']],
    ['ada', [{ issuer: 'facebook.com', issuerUserId: '42' }], 'London', 'Ada <b>Bold</b>'],
  );
  await page.getByLabel('User name').fill('');
  await attribute('city').fill('');
  await page.getByLabel('Issuer').first().fill('');
  await page.getByLabel('Id of the person there').first().fill('');
  await save(page);
  const [second] = await people();
  assert.deepEqual(
    [second.userName, second.identities, second.attributes?.['city']],
    [undefined, undefined, undefined],
  );
  assert.equal(second.attributes?.[memberNumber], '1234');
  await page.getByRole('button', { name: 'Remove this person' }).click();
  await page.getByText('Nobody has signed up yet.').waitFor();
});

test('a change that the directory refuses is told on the page, and nothing is lost of what was typed', async (t) => {
  const { workbench, pages } = await surroundings();
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ displayName: 'Bob', userName: 'bob' });
  await fetch(`${pages}/_emulator/api/people`, { method: 'POST', headers, body });
  const page = await openWindow(t);
  await addAda(page, workbench);
  await page.getByLabel('User name').fill('bob');
  await page.getByRole('button', { name: 'Save' }).click();
  await page
    .getByRole('status')
    .getByText(/already exists/)
    .waitFor();
  assert.equal(await page.getByLabel('User name').inputValue(), 'bob');
});

test('a file is imported, a file with faults is not and says why, and the export is one that can be imported', async (t) => {
  const { workbench } = await surroundings();
  const page = await openWindow(t);
  await page.goto(`${workbench}/_emulator/people`);
  const give = async (name: string, text: string) => {
    const file = { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
    await page.setInputFiles('input[type="file"]', file);
    await page.getByRole('button', { name: 'Import' }).click();
  };
  await give('people.csv', 'displayName,emial\nAda,ada@example.org\n');
  await page.getByRole('alert').getByText('people.csv:1').waitFor();
  await page.getByText('Did you mean "email"?').waitFor();
  await provePage(page, 'import-refused');
  await give('people.csv', 'displayName,email\nAda,ada@example.org\nBob,bob@example.org\n');
  await page.getByRole('status').getByText('2 people were imported.').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'YAML' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'people.yaml');
  const yaml = await readFile(await download.path(), 'utf8');
  assert.match(yaml, /email: bob@example\.org/);
  await give('people.yaml', yaml.replace('Bob', 'Robert'));
  await page.getByRole('link', { name: 'Robert' }).waitFor();
});

test('somebody is added at the identity providers, and edited', async (t) => {
  const { workbench } = await surroundings();
  const page = await openWindow(t);
  await page.goto(`${workbench}/_emulator/providers`);
  const form = page.locator('form').last();
  await form.getByLabel('Id, as tests name them').fill('eve');
  await form.getByLabel('Given name').fill('Eve');
  await form.getByLabel('Surname').fill('Moe');
  await form.getByLabel('More claims').fill('{');
  await form.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('status').getByText('"claims" is no JSON.').waitFor();
  await form.getByLabel('More claims').fill('{"hd":"example.org"}');
  await form.getByRole('button', { name: 'Add' }).click();
  await page.getByText('Eve Moe').first().click();
  const card = page.locator('details[open]');
  await card.getByLabel('Surname').fill('Roe');
  await provePage(page, 'provider-person');
  await card.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Eve Roe').first().waitFor();
});

test('an edited policy shows what lint finds on the running page, and on the page of policies without a click', async (t) => {
  const folder = await temporaryFolder(t);
  await cp('../shared/corpus/starterpack/LocalAccounts', folder, { recursive: true });
  const lint = () => lintInThread([folder]);
  const { origin } = await runEmulator(t, { folders: [folder], lint });
  const workbench = origin.replace('localhost', '127.0.0.1');
  const [policies, running] = [await openWindow(t), await openWindow(t)];
  await policies.goto(`${workbench}/`);
  await policies.getByText('Lint finds no error and no warning.').waitFor();
  const query = new URLSearchParams({
    ...{ client_id: 'app', redirect_uri: 'http://localhost/', response_type: 'id_token' },
    ...{ scope: 'openid', nonce: 'n' },
  });
  const page = `${origin}/yourtenant.onmicrosoft.com/B2C_1A_signup_signin/oauth2/v2.0/authorize?${query}`;
  await running.goto(page);
  assert.equal(await running.locator('countersign-emulator a').count(), 0);
  const file = join(folder, 'TrustFrameworkBase.xml');
  const text = await readFile(file, 'utf8');
  const claim = '<OutputClaim ClaimTypeReferenceId="nobodyDeclaresIt" />';
  await writeFile(file, text.replace('<OutputClaims>', `<OutputClaims>${claim}`));
  await running.goto(page);
  await running.locator('countersign-emulator a').getByText(/error/).waitFor();
  await provePage(running, 'findings-banner');
  await policies.getByText('Unknown claim type "nobodyDeclaresIt".').waitFor();
  await provePage(policies, 'findings');
  await writeFile(file, text.replace('<TrustFrameworkPolicy', '<TrustFrameworkPolicy <'));
  await policies.getByText('These files cannot be read.').waitFor();
  await provePage(policies, 'file-unreadable');
  await running.goto(page);
  await running.getByText(/Policies cannot be read: those from before the edit go on/).waitFor();
});
