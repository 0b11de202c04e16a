import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Visitor } from '../support/emulated-browser.ts';
import { listen } from '../support/listen.ts';
import { plainRequest } from '../support/plain-request.ts';
import { runEmulator } from '../support/running-emulator.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const pack = '../shared/corpus/starterpack';
const tenant = 'yourtenant.onmicrosoft.com';
const attack = '<img src=x onerror=alert(1)>';

interface Caller {
  readonly name: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
}

const navigation = { 'sec-fetch-dest': 'document' };
const recorder = { method: 'POST', path: '/_emulator/recorder' };
const callers: readonly Caller[] = [
  {
    name: 'a page whose name was led to this machine (DNS rebinding)',
    headers: { ...navigation, host: 'evil.example' },
    status: 403,
  },
  {
    name: 'a form of another site',
    ...recorder,
    headers: { ...navigation, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    status: 403,
  },
  {
    name: "a form of a policy's page",
    ...recorder,
    headers: { ...navigation, 'sec-fetch-site': 'cross-site', origin: 'null' },
    status: 403,
  },
  {
    name: 'a link of another site',
    headers: { ...navigation, 'sec-fetch-site': 'cross-site' },
    status: 200,
  },
  {
    name: 'its own form',
    ...recorder,
    headers: { ...navigation, 'sec-fetch-site': 'same-origin' },
    status: 200,
  },
];
for (const { name, status, headers, path = '/_emulator/people', method = 'GET' } of callers) {
  test(`the workbench answers ${status} to ${name}`, async (t) => {
    const { origin } = await runEmulator(t, { folders: [`${pack}/LocalAccounts`] });
    const workbench = origin.replace('localhost', '127.0.0.1');
    const form = method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
    const options = { method, headers: { ...headers, ...form } };
    const answer = await plainRequest(`${workbench}${path}`, options);
    assert.equal(answer.status, status);
  });
}

/** The pages of the workbench: whatever route is added is among them. */
function pagesOf({ app }: Awaited<ReturnType<typeof runEmulator>>['emulator']): string[] {
  const paths = app.routes
    .filter(({ method, path }) => method === 'GET' && /^\/(?:$|_emulator\/(?!static))/.test(path))
    .map(({ path }) => path.replace(':policy', 'B2C_1A_signup_signin'));
  return [...new Set(paths)].filter((path) => !path.includes(':'));
}

test('no page of the workbench answers another host name, nor a script of another origin', async (t) => {
  const { origin, emulator } = await runEmulator(t, { folders: [`${pack}/LocalAccounts`] });
  const pages = pagesOf(emulator);
  assert.ok(pages.length >= 10);
  for (const path of pages) {
    for (const headers of [{ host: 'evil.example' }, { 'sec-fetch-site': 'same-origin' }]) {
      const { status } = await plainRequest(`${origin}${path}`, { headers });
      assert.equal(status, 403, path);
    }
  }
});

test('what policies, people, mails and journeys are called is text on every page of the workbench', async (t) => {
  const folder = await temporaryFolder(t);
  await cp(`${pack}/SocialAccounts`, folder, { recursive: true });
  const escaped = attack.replace('<', '&lt;');
  for (const name of ['TrustFrameworkBase.xml', 'SignUpOrSignin.xml']) {
    const text = await readFile(join(folder, name), 'utf8');
    const hostile = text
      .replaceAll('<DisplayName>', `<DisplayName>${escaped}`)
      .replaceAll(/(UserJourney Id|DefaultUserJourney ReferenceId)="/g, `$1="${escaped}`);
    await writeFile(join(folder, name), hostile);
  }
  const running = await runEmulator(t, {
    folders: [folder],
    seed: [{ displayName: attack, userName: attack, attributes: { [attack]: attack } }],
  });
  const { api, emulator, origin } = running;
  await api('POST', '/inbox', { to: attack, channel: 'email', text: attack, code: attack });
  const visitor = new Visitor(origin, 'B2C_1A_signup_signin');
  await visitor.authorize(tenant, { ui_locales: attack });
  const answers = await Promise.all(
    pagesOf(emulator).map(async (path) => [path, await fetch(`${origin}${path}`)] as const),
  );
  const html = answers.filter(([, { headers }]) => /html/.test(headers.get('content-type') ?? ''));
  const pages = await Promise.all(html.map(async ([path, page]) => [path, await page.text()]));
  for (const [path, page = ''] of pages) assert.ok(!/<img|onerror=alert\(1\)>/i.test(page), path);
  const shown = pages.filter(([, page = '']) => page.includes('&lt;img src=x'));
  assert.ok(shown.length >= 3, shown.map(([path]) => path).join());
});

test('the banner is on each kind of page that is none of the workbench', async (t) => {
  const { origin, emulator } = await runEmulator(t, { folders: [`${pack}/SocialAccounts`] });
  const visitor = new Visitor(origin, 'B2C_1A_signup_signin');
  const selection = await visitor.authorize(tenant, { response_mode: 'form_post' });
  const provider = await visitor.go('CombinedSigninAndSignup/unified', {
    claimsexchange: 'FacebookExchange',
  });
  const standIn = await fetch(provider.headers.get('location') ?? '');
  const cancelled = await visitor.go('CombinedSigninAndSignup/cancelled');
  const kinds = {
    selection: await selection.text(),
    standIn: await standIn.text(),
    cancelled: await cancelled.text(),
    error: await (await visitor.authorize(tenant, { client_id: '' })).text(),
  };
  for (const [kind, page] of Object.entries(kinds)) {
    assert.match(page, /<countersign-emulator /, `${kind}: ${page.slice(0, 300)}`);
  }
  assert.equal(emulator.site.journeys.all().length, 1);
});

test('a template is had from no host that may not be called, not even by a redirect', async (t) => {
  const folder = await temporaryFolder(t);
  await cp(`${pack}/LocalAccounts`, folder, { recursive: true });
  const server = createServer((request, response) => {
    const location = request.url?.startsWith('/first') ? '/second' : 'https://evil.example/page';
    response.writeHead(302, { location }).end();
  });
  const host = `http://127.0.0.1:${await listen(t, server)}`;
  const name = 'TrustFrameworkBase.xml';
  const text = await readFile(join(folder, name), 'utf8');
  await writeFile(
    join(folder, name),
    text.replaceAll(/~\/tenant\/templates\/AzureBlue\/unified.cshtml/g, `${host}/first`),
  );
  const { origin, api } = await runEmulator(t, { folders: [folder] });
  const visitor = new Visitor(origin, 'B2C_1A_signup_signin');
  assert.equal((await visitor.authorize(tenant)).status, 200);
  const [{ correlationId }] = (await api('GET', '/traces')).body;
  const { events } = (await api('GET', `/traces/${correlationId}`)).body;
  const hints = events.map(({ text: said }: { text: string }) => said).join('\n');
  assert.match(hints, /stands in our own HTML.*"evil\.example" is not on this machine/);
});

test('it listens on this machine alone', async (t) => {
  const { origin } = await runEmulator(t, { folders: [`${pack}/LocalAccounts`] });
  const port = Number(new URL(origin).port);
  const others = Object.values(networkInterfaces()).flatMap((all = []) =>
    all.filter(({ internal, scopeid }) => !internal && !scopeid),
  );
  for (const { address } of others) {
    const { promise, resolve } = Promise.withResolvers<string>();
    const socket = connect(port, address);
    socket.once('connect', () => resolve('connected')).once('error', () => resolve('refused'));
    assert.equal(await promise, 'refused', address);
    socket.destroy();
  }
});
