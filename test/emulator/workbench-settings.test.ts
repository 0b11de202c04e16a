import assert from 'node:assert/strict';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Visitor } from '../support/emulated-browser.ts';
import { runEmulator } from '../support/running-emulator.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const pack = '../shared/corpus/starterpack';

test('the settings in force are shown with their file, and no secret', async (t) => {
  const folder = await temporaryFolder(t);
  await cp(`${pack}/LocalAccounts`, folder, { recursive: true });
  const secrets = {
    ApiKey: 'hidden-1',
    Mail: 'https://mail.example/send?code=hidden-2abcdef',
    Storage: `AccountName=a;AccountKey=hidden3${'x'.repeat(40)}`,
  };
  const environments = [
    { Name: 'Local', PolicySettings: { ApiUrl: 'http://localhost:7071/api', ...secrets } },
    { Name: 'Production', PolicySettings: { ApiUrl: 'https://elsewhere.example' } },
  ];
  const applications = [{ clientId: 'portal', redirectUris: [], secrets: ['hidden-4'] }];
  await writeFile(
    join(folder, 'appsettings.json'),
    JSON.stringify({
      Environments: environments.map((each) => ({ ...each, Applications: applications })),
    }),
  );
  const keys = (id: string) => (id === 'B2C_1A_TokenSigningKeyContainer' ? 'hidden-5' : undefined);
  const options = { folders: [folder], environment: 'Local', keys };
  const { origin } = await runEmulator(t, options);
  const page = await (await fetch(`${origin}/_emulator/settings`)).text();
  assert.match(page, /<h2>Environment Local<\/h2>\s*<p><code>[^<]*appsettings\.json<\/code>/);
  assert.match(page, /Others there: Production/);
  assert.match(page, /<th scope="row">ApiUrl<\/th><td><code>http:\/\/localhost:7071\/api</);
  assert.match(page, /<th scope="row">Storage<\/th><td><code>\*\*\*</);
  assert.match(page, /only portal\./);
  assert.match(page, /TokenSigningKeyContainer<\/th><td><code>set by/);
  assert.match(page, /TokenEncryptionKeyContainer<\/th><td><code>made here/);
  assert.doesNotMatch(page, /hidden|elsewhere/);
});

test('somebody who is added at the stand-ins signs in there, changed is another, removed is gone', async (t) => {
  const { origin, api } = await runEmulator(t, { folders: [`${pack}/SocialAccounts`] });
  const eve = { id: 'eve', givenName: 'Eve', surname: '<b>Moe</b>', email: 'eve@example.org' };
  assert.equal((await api('POST', '/provider-people', eve)).body.locale, 'en_US');
  const visitor = new Visitor(origin, 'B2C_1A_signup_signin');
  await visitor.authorize('yourtenant.onmicrosoft.com');
  const link = 'CombinedSigninAndSignup/unified';
  const sent = await visitor.go(link, { claimsexchange: 'FacebookExchange' });
  const choose = async () =>
    (await fetch(new URL(sent.headers.get('location') ?? '', origin))).text();
  assert.match(await choose(), /value="eve">\s*<strong>Eve &lt;b&gt;Moe&lt;\/b&gt;<\/strong>/);
  await api('POST', '/provider-people', { ...eve, surname: 'Roe' });
  assert.match(await choose(), /Eve Roe/);
  const page = await (await fetch(`${origin}/_emulator/providers`)).text();
  assert.match(page, /<code>Facebook-OAUTH<\/code>/);
  assert.match(page, /Eve Roe<\/strong> · eve · eve@example\.org/);
  assert.equal((await api('DELETE', '/provider-people/eve')).status, 204);
  assert.equal((await api('DELETE', '/provider-people/eve')).status, 404);
  assert.doesNotMatch(await choose(), /Eve/);
  assert.equal((await api('POST', '/provider-people', { ...eve, id: 'a/b' })).status, 400);
  await api('DELETE', '/provider-people/ada');
  await api('POST', '/reset');
  assert.equal((await api('GET', '/provider-people')).body[0].id, 'ada');
});

test('addresses in a mail are links, all else of it is text', async (t) => {
  const { origin, api } = await runEmulator(t, { folders: [`${pack}/LocalAccounts`] });
  const text = 'Open https://example.org/a?b=1&c=2 or javascript:alert(1) <a href="x">now</a>.';
  await api('POST', '/inbox', { to: 'ada@example.org', channel: 'email', text });
  const page = await (await fetch(`${origin}/_emulator/inbox`)).text();
  assert.match(page, /<a href="https:\/\/example\.org\/a\?b=1&amp;c=2" rel="noopener noreferrer">/);
  assert.doesNotMatch(page, /href="(?:javascript|x)/);
});
