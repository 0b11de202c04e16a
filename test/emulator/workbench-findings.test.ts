import assert from 'node:assert/strict';
import { cp, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { lintInThread } from '../../commands/lint-thread.ts';
import type { Diagnostic } from '../../compiler/diagnostic.ts';
import type { Lint } from '../../emulator/policy-findings.ts';
import { runEmulator } from '../support/running-emulator.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const starterPack = '../shared/corpus/starterpack/LocalAccounts';
const tenant = 'yourtenant.onmicrosoft.com';

/** The starter pack in a folder of its own, and an emulator that runs it. */
async function edited(t: TestContext, lint?: (folder: string) => Lint) {
  const folder = await temporaryFolder(t);
  await cp(starterPack, folder, { recursive: true });
  const reloads: boolean[] = [];
  const running = await runEmulator(t, {
    folders: [folder],
    onReload: ({ isTaken }) => reloads.push(isTaken),
    ...(lint ? { lint: lint(folder) } : {}),
  });
  const text = async (path: string) => (await fetch(`${running.origin}${path}`)).text();
  const page = () =>
    text(
      `/${tenant}/B2C_1A_signup_signin/oauth2/v2.0/authorize?client_id=app&redirect_uri=http://localhost/&response_type=id_token&scope=openid&nonce=n`,
    );
  const edit = async (name: string, change: (before: string) => string) => {
    const file = join(folder, name);
    await writeFile(file, change(await readFile(file, 'utf8')));
    return file;
  };
  const { findings } = running.emulator.site;
  const found = () => {
    const { promise, resolve } = Promise.withResolvers<readonly Diagnostic[]>();
    findings.onFound = resolve;
    return promise;
  };
  return { ...running, folder, reloads, text, page, edit, found };
}

const unknownClaim = '<OutputClaim ClaimTypeReferenceId="nobodyDeclaresIt" />';

test('what lint finds in an edited policy is on the running page, and on the page of policies with its place, once', async (t) => {
  const { text, page, edit, found } = await edited(t, (folder) => () => {
    return lintInThread([folder]);
  });
  assert.doesNotMatch(await page(), /in the policies|Checking/);
  const done = found();
  const file = await edit('TrustFrameworkBase.xml', (before) =>
    before.replace('<OutputClaims>', `<OutputClaims>\n${unknownClaim}`),
  );
  assert.match(await page(), /Checking the policies …<\/a>.*static\/banner\.js/);
  await done;
  assert.match(JSON.parse(await text('/_emulator/static/findings.json')).words, /^\d+ errors?/);
  assert.match(await page(), /<a href="[^"]*127\.0\.0\.1[^"]*\/#findings"[^>]*>\d+ errors?/);
  const policies = await text('/');
  assert.equal(policies.split('Unknown claim type &quot;nobodyDeclaresIt&quot;').length, 2);
  const line = (await readFile(file, 'utf8'))
    .split('\n')
    .findIndex((each) => each.includes(unknownClaim));
  assert.match(
    policies,
    new RegExp(`TrustFrameworkBase.xml:${line + 1}</a> · ref-unknown-claim-type`),
  );
  assert.match(policies, /ref-unknown-claim-type · all relying parties/);
});

test('a file that cannot be read is told on the running page, while the policies from before go on', async (t) => {
  const { text, page, edit } = await edited(t);
  await edit('SignUpOrSignin.xml', (before) => before.replace('</RelyingParty>', ''));
  assert.match(
    await page(),
    /id="api".*Policies cannot be read: those from before the edit go on/s,
  );
  assert.match(await text('/'), /role="alert">.*SignUpOrSignin\.xml:\d+<\/a>/s);
  await edit('SignUpOrSignin.xml', (before) =>
    before.replace('</TrustFrameworkPolicy>', '</RelyingParty></TrustFrameworkPolicy>'),
  );
  assert.doesNotMatch(await page(), /cannot be read/);
  assert.doesNotMatch(await text('/'), /cannot be read/);
});

test('lint runs once for each content: not for a file that is saved unchanged, nor for an edit that is undone', async (t) => {
  let runs = 0;
  const { page, edit, found, reloads, folder } = await edited(t, () => async () => {
    runs += 1;
    return [];
  });
  const extend = (words: string) => edit('PasswordReset.xml', (before) => before + words);
  for (const comment of ['<!-- one -->', '<!-- two -->']) {
    const done = found();
    await extend(comment);
    await page();
    await done;
  }
  await edit('PasswordReset.xml', (before) => before.replace('<!-- two -->', ''));
  await page();
  await utimes(join(folder, 'PasswordReset.xml'), 1, 1);
  await page();
  assert.deepEqual({ runs, reloads }, { runs: 2, reloads: [true, true, true] });
});

test('what lint finds while a file changes is of neither content: both are looked at anew', async (t) => {
  let runs = 0;
  let meanwhile = async () => {};
  const { page, edit, found, text } = await edited(t, () => async () => {
    runs += 1;
    if (runs === 1) await meanwhile();
    return [];
  });
  meanwhile = async () => {
    await edit('PasswordReset.xml', (before) => `${before}<!-- two -->`);
    await page();
  };
  const later = found();
  await edit('PasswordReset.xml', (before) => `${before}<!-- one -->`);
  await page();
  await later;
  assert.equal(runs, 2);
  const undone = found();
  await edit('PasswordReset.xml', (before) => before.replace('<!-- two -->', ''));
  await page();
  await undone;
  assert.equal(runs, 3);
  assert.match(await text('/'), /Lint finds no error/);
});

test('a part that cannot be run is listed once, with the relying parties that have it', async (t) => {
  const { text, edit } = await edited(t);
  await edit('TrustFrameworkBase.xml', (before) =>
    before.replace(
      /(<TechnicalProfile Id="SelfAsserted-ProfileUpdate">.*?<Protocol Name=")Proprietary(" Handler=")[^"]*/s,
      '$1Proprietary$2Web.TPEngine.Providers.NobodyKnowsIt',
    ),
  );
  const page = await text('/');
  assert.equal(page.split('technical profile &quot;SelfAsserted-ProfileUpdate&quot;').length, 2);
  assert.match(page, /NobodyKnowsIt.*all relying parties/);
});
