import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fixtureApp, runHost, startFunctionsHost } from '../support/functions-host.ts';

const app = fixtureApp;

/** An app's folder with these files. */
async function writeApp(t: TestContext, files: Record<string, string>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'countersign-host-'));
  t.after(() => rm(directory, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  return directory;
}

const hostJson = '{ "version": "2.0" }';
const packageJson = '{ "main": "*.js" }';

const unusable = [
  { name: 'no host.json', files: { 'package.json': packageJson }, says: /host\.json" is missing/ },
  { name: 'a broken host.json', files: { 'host.json': '{' }, says: /host\.json" is no valid JSON/ },
  { name: 'a host.json that is a list', files: { 'host.json': '[]' }, says: /hold a JSON object/ },
  {
    name: 'a host.json without a version',
    files: { 'host.json': '{}' },
    says: /"version": "2\.0"/,
  },
  { name: 'no package.json', files: { 'host.json': hostJson }, says: /package\.json" is missing/ },
  {
    name: 'no main',
    files: { 'host.json': hostJson, 'package.json': '{}' },
    says: /has no "main" to load/,
  },
  {
    name: 'a main that matches nothing',
    files: { 'host.json': hostJson, 'package.json': packageJson },
    says: /No file in ".*" matches "main": "\*\.js"/,
  },
  {
    name: 'a broken local.settings.json',
    files: { 'host.json': hostJson, 'local.settings.json': '{"Values": {' },
    says: /local\.settings\.json" is no valid JSON/,
  },
  {
    name: 'an encrypted local.settings.json',
    files: { 'host.json': hostJson, 'local.settings.json': '{ "IsEncrypted": true }' },
    says: /is encrypted/,
  },
  {
    name: 'another worker runtime',
    files: {
      'host.json': hostJson,
      'local.settings.json': '{ "Values": { "FUNCTIONS_WORKER_RUNTIME": "python" } }',
    },
    says: /FUNCTIONS_WORKER_RUNTIME is "python"/,
  },
  {
    name: 'a functionTimeout that is none',
    files: { 'host.json': '{ "version": "2.0", "functionTimeout": "soon" }' },
    says: /"functionTimeout" has to be like/,
  },
];
for (const { name, files, says } of unusable) {
  test(`${name} ends the host with one line and 1`, async (t) => {
    const directory = await writeApp(t, files as unknown as Record<string, string>);
    const { code, stderr, stdout } = await runHost([], { app: directory }).ended;
    assert.equal(code, 1);
    assert.match(stderr, says);
    assert.equal(stderr.trimEnd().split('\n').length, 1);
    assert.equal(stdout, '');
  });
}

const wrongArguments = [
  { name: 'an unknown option', args: ['--prot', '1'], says: /'--prot'.*Usage: host/ },
  { name: 'an argument too many', args: ['there'], says: /'there'.*Usage: host/ },
  { name: 'a port that is none', args: ['--port', 'http'], says: /--port .* not "http"/ },
  { name: 'a port beyond all', args: ['--port', '65536'], says: /--port .* not "65536"/ },
  { name: 'an app that is not there', args: ['--app', '/no/such/app'], says: /--app .*ENOENT/ },
];
for (const { name, args, says } of wrongArguments) {
  test(`${name} ends the host with one line and 1`, async () => {
    const { code, stderr } = await runHost(args, { app }).ended;
    assert.equal(code, 1);
    assert.match(stderr, says);
    assert.equal(stderr.trimEnd().split('\n').length, 1);
  });
}

test('a port in use ends the host with one line and 1', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { code, stderr } = await runHost(['--port', String(port)], { app }).ended;
  assert.equal(code, 1);
  assert.equal(
    stderr,
    `Port ${port} is in use: stop what uses it, or choose another with --port.\n`,
  );
});

const stopping = [
  { main: 'faults/leading-slash.js', says: /"slash": route "\/slash" stops the host/ },
  { main: 'faults/unknown-constraint.js', says: /"prime" is no constraint/ },
  { main: 'faults/app-start-throws.js', says: /appStart hook .*app-start-failed/ },
  { main: 'faults/exits.js', says: /exits\.js" ended the process while it was being loaded/ },
  { main: 'faults/never-loaded.js', says: /never-loaded\.js" ended the process/ },
  { main: 'faults/streaming.js', says: /"enableHttpStream", which this host does not offer/ },
];
for (const { main, says } of stopping) {
  test(`${main} ends the host with 1`, async () => {
    const { code, stderr } = await runHost(['--port', '0'], { app, main }).ended;
    assert.equal(code, 1);
    assert.match(stderr, says);
  });
}

test('a leading slash is fine where the route prefix is empty', async (t) => {
  const env = { AzureFunctionsJobHost__extensions__http__routePrefix: '' };
  const host = await startFunctionsHost(t, { app, env, main: 'faults/leading-slash.js' });
  assert.equal(await (await host.get('/slash')).text(), 'slash');
});

const failedImports = [
  { main: 'faults/throws.js', says: /throws\.js" cannot be loaded.*broken-at-import/ },
  { main: 'faults/duplicate-name.js', says: /duplicate-name\.js" cannot be loaded.*"twice"/ },
];
for (const { main, says } of failedImports) {
  test(`${main} leaves the host up, and every function 404`, async (t) => {
    const host = await startFunctionsHost(t, { app, main });
    await host.says(says);
    assert.equal((await host.get('/admin/host/ping')).status, 200);
    assert.equal((await host.get('/api/fine')).status, 404);
  });
}

test('a function whose route the host keeps for itself is left out, the rest runs; a hidden route is warned of', async (t) => {
  const host = await startFunctionsHost(t, { app, main: 'faults/left-out.js' });
  const answers = [
    ['/api/fine', 200],
    ['/api/administrators', 404],
    ['/api/runtimes/1', 404],
    ['/api/adminByName', 404],
    ['/api/lives', 404],
  ] as const;
  for (const [path, status] of answers) assert.equal((await host.get(path)).status, status);
  assert.equal(await (await host.post('/api/taken', {})).text(), 'taken-1');
  assert.equal((await fetch(`${host.baseUrl}/api/taken`, { method: 'PUT' })).status, 404);
  await host.says(/"reserved-1" is not served: route "administrators" conflicts/);
  await host.says(/"taken-2" is not served: .* that of function "taken-1"/);
  await host.says(/warning shadow-a: Route "shadow\/{id}" takes calls of "shadow\/me"/);
  await host.says(/warning same-a: Route "same\/{x}" takes calls of "same\/{y}"/);
  assert.doesNotMatch(host.output(), /warning (?:guarded|other)-a/);
});

test('--list prints the functions as JSON and nothing else', async () => {
  const commonJs = await runHost(['--list'], { app: join(app, 'commonjs') }).ended;
  assert.equal(commonJs.code, 0);
  assert.match(commonJs.stderr, /printed while loading/);
  const http = { trigger: 'httpTrigger', authLevel: 'anonymous' };
  assert.deepEqual(JSON.parse(commonJs.stdout), [
    { ...http, name: 'settings', methods: ['GET', 'POST'], route: 'settings' },
    { ...http, name: 'second', methods: ['GET'], route: 'second' },
  ]);
});

test('--list tells which function would not be served, and lists timers by their trigger', async () => {
  const faulty = await runHost(['--list'], { app, main: 'faults/left-out.js' }).ended;
  const list = JSON.parse(faulty.stdout);
  const reserved = list.find(({ name }: { name: string }) => name === 'reserved-1');
  assert.match(reserved.error, /conflicts with one or more built in routes/);
  const timers = await runHost(['--list'], { app, main: 'timers.js' }).ended;
  const [first] = JSON.parse(timers.stdout);
  assert.deepEqual(first, { name: 'at-start', trigger: 'timerTrigger' });
});

test('--list of an app that cannot be loaded ends with 1', async () => {
  const { code, stdout, stderr } = await runHost(['--list'], { app, main: 'faults/throws.js' })
    .ended;
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /broken-at-import/);
});

const needsSignals = { skip: process.platform === 'win32' && 'Windows has no signals to send' };

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(
    `${signal} lets calls end, runs appTerminate hooks and ends with 0`,
    needsSignals,
    async () => {
      const host = runHost(['--port', '0'], { app, main: 'hooks.js' });
      const baseUrl = await host.listening;
      const held = fetch(`${baseUrl}/api/until-signal`);
      while (!host.output().includes('holding')) await fetch(`${baseUrl}/admin/host/ping`);
      host.kill(signal);
      assert.equal(await (await held).text(), 'drained');
      const { code, stdout } = await host.ended;
      assert.equal(code, 0);
      assert.match(stdout, /appTerminate, started: true/);
      assert.doesNotMatch(stdout, /cut off/, 'kept connections hold up nothing');
    },
  );
}

test('a second signal ends the host at once', needsSignals, async () => {
  const host = runHost(['--port', '0'], { app, main: 'shapes/reply.js' });
  const baseUrl = await host.listening;
  const hanging = fetch(`${baseUrl}/api/hold`).catch(() => undefined);
  while (!host.output().includes('holding')) await fetch(`${baseUrl}/admin/host/ping`);
  host.kill('SIGTERM');
  // The first has arrived once nobody is let in any more.
  while (await fetch(`${baseUrl}/admin/host/ping`).catch(() => undefined));
  host.kill('SIGTERM');
  assert.equal((await host.ended).code, 130);
  await hanging;
});

test('a rejection that nobody handles ends the host, loudly', async () => {
  const host = runHost(['--port', '0'], { app, main: 'hooks.js' });
  const baseUrl = await host.listening;
  await fetch(`${baseUrl}/api/hooked?kind=late-rejection`).catch(() => undefined);
  const { code, stderr } = await host.ended;
  assert.equal(code, 1);
  assert.match(stderr, /left an error unhandled.*nobody-handles-me/);
});

test('the host is reached on this machine only', async (t) => {
  const host = await startFunctionsHost(t, { app });
  assert.match(host.baseUrl, /^http:\/\/127\.0\.0\.1:\d+$/);
});
