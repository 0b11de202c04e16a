import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { buffer, text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { freePort } from '../../commands/ports.ts';
import { root } from '../support/club.ts';
import { redirectParameter, Visitor } from '../support/emulated-browser.ts';
import { runNode } from '../support/project-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const cli = join(root, 'cli.ts');
const starterPack = resolve(root, '../shared/corpus/starterpack/LocalAccounts');
const tenant = 'yourtenant.onmicrosoft.com';
const policy = 'B2C_1A_signup_signin';

/** A folder with the starter pack in it, and ports and a data folder of its own. */
async function prepared(t: TestContext) {
  const folder = await temporaryFolder(t);
  await cp(starterPack, join(folder, 'policies'), { recursive: true });
  const [port, httpsPort] = [await freePort(), await freePort()];
  return { folder, args: ['emulate', '--port', String(port), '--https-port', String(httpsPort)] };
}

test("a script of B2C's own page traffic signs up at the starter pack unchanged, the code comes from the inbox, Ctrl-C ends at once", async (t) => {
  const { folder, args } = await prepared(t);
  const emulator = await start(t, folder, [...args, '--export-on-exit', 'exported']);
  assert.equal(emulator.tenant, tenant);
  assert.deepEqual(emulator.made.standIns, []);
  assert.equal(
    emulator.policies.find(({ policyId }: { policyId: string }) => policyId === policy)?.authority,
    `${emulator.httpsOrigin}/${tenant}/${policy}`,
  );
  const visitor = new Visitor(emulator.origin, policy);
  await visitor.authorize(tenant);
  await visitor.go('CombinedSigninAndSignup/unified', { local: 'signup' });
  const claim = { claim_id: 'email', claim_value: 'ada@example.org' };
  await visitor.post({ request_type: 'VERIFICATION_REQUEST', ...claim });
  const inbox = await fetch(`${emulator.api}/inbox?to=ada@example.org`);
  const [{ code }] = (await inbox.json()) as [{ code: string }];
  await visitor.post({ request_type: 'VALIDATION_REQUEST', ...claim, user_input: code });
  const password = 'Correct-horse-7';
  const names = { displayName: 'Ada', givenName: 'Ada', surname: 'L' };
  const passwords = { newPassword: password, reenterPassword: password };
  const filled = { email: claim.claim_value, ...passwords, ...names };
  assert.deepEqual(await visitor.post(filled), { status: '200' });
  const answer = await visitor.go('SelfAsserted/confirmed');
  assert.ok(redirectParameter(answer, 'id_token'));
  const unfinished = connect(Number(new URL(emulator.origin).port), '127.0.0.1');
  await once(
    unfinished.on('error', () => {}),
    'connect',
  );
  unfinished.write('GET / HTTP/1.1\r\n');
  const heard = buffer(unfinished).catch(() => 'reset');
  assert.equal(await emulator.stop(), 0);
  assert.doesNotMatch(String(await heard), /408/, 'nobody waited until it was told to hurry');
  const exported = await readFile(join(folder, 'exported/directory.json'), 'utf8');
  assert.match(exported, /ada@example\.org/);

  const seed = 'people.yaml';
  await writeFile(join(folder, seed), '- displayName: Grace\n  email: grace@example.org\n');
  const state = ['--import', 'exported', '--seed', seed, '--data', 'other'];
  const second = await start(t, folder, [...args, ...state]);
  const people = (await (await fetch(`${second.api}/people`)).json()) as { displayName: string }[];
  assert.deepEqual(people.map(({ displayName }) => displayName).toSorted(), ['Ada', 'Grace']);
  assert.equal(await second.stop(), 0);
});

test('applications of appsettings.json are the only ones, with their own redirect URIs', async (t) => {
  const { folder, args } = await prepared(t);
  const applications = [{ clientId: 'app', redirectUris: ['https://club.example/signed-in'] }];
  await writeFile(
    join(folder, 'policies/appsettings.json'),
    JSON.stringify({ Environments: [{ Name: 'Local', Applications: applications }] }),
  );
  const emulator = await start(t, folder, args);
  const visitor = new Visitor(emulator.origin, policy);
  const refused = await visitor.authorize(tenant);
  assert.match(await refused.text(), /AADB2C90006/);
  const redirectUri = { redirect_uri: 'https://club.example/signed-in' };
  assert.equal((await visitor.authorize(tenant, redirectUri)).status, 200);
  const unknown = await visitor.authorize(tenant, { ...redirectUri, client_id: 'other' });
  assert.match(await unknown.text(), /AADB2C90018/);
  assert.equal(await emulator.stop(), 0);
});

const faults: {
  name: string;
  args?: string[];
  env?: Record<string, string>;
  prepare?: (folder: string) => Promise<void>;
  message: RegExp;
  lines?: number;
  code?: number;
}[] = [
  {
    name: 'a folder that is not there',
    args: ['--policies', 'nowhere'],
    message: /There is no folder "nowhere"/,
    code: 2,
  },
  {
    name: 'a policy that cannot be read',
    prepare: (folder) => edit(folder, (xml) => xml.replace('</RelyingParty>', '')),
    message: /SignUpOrSignin\.xml:\d+:\d+ .*xml-not-well-formed/,
    lines: Number.POSITIVE_INFINITY,
  },
  {
    name: 'a map that is none',
    args: ['--map', 'https://api.example.com'],
    message: /"--map" takes PREFIX=URL/,
    code: 2,
  },
  {
    name: 'that it runs in Azure',
    env: { WEBSITE_SITE_NAME: 'club' },
    message: /does not run in Azure \(WEBSITE_SITE_NAME is set\)/,
  },
  {
    name: 'applications that are none',
    prepare: (folder) =>
      writeFile(
        join(folder, 'policies/appsettings.json'),
        '{"Environments":[{"Name":"Local","Applications":[{"clientId":"a"}]}]}',
      ),
    message: /appsettings\.json, environment "Local", "Applications" 0\.redirectUris:/,
  },
  {
    name: 'a seed that has no people',
    args: ['--seed', 'people.yaml'],
    prepare: (folder) => writeFile(join(folder, 'people.yaml'), '- email: a@example.org\n'),
    message: /"people\.yaml" has no people: .*displayName/,
  },
];
for (const { name, args: more = [], env = {}, prepare, message, lines = 1, code = 1 } of faults) {
  test(`emulate says in one line what is wrong: ${name}`, async (t) => {
    const { folder, args } = await prepared(t);
    await prepare?.(folder);
    const result = await runNodeIn(folder, env, ...args, ...more);
    assert.match(result.stderr, message);
    assert.doesNotMatch(result.stderr, /\n {4}at /, 'no stack trace');
    assert.ok(result.stderr.trim().split('\n').length <= lines, result.stderr);
    assert.equal(result.code, code);
  });
}

test('emulate says in one line that a port is in use', async (t) => {
  const { folder } = await prepared(t);
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { code, stderr } = await runNode(folder, cli, 'emulate', '--port', String(port));
  assert.match(
    stderr,
    new RegExp(`^error Port ${port} \\(the emulator\\) is in use: .* --port\\.\n$`),
  );
  assert.equal(code, 1);
});

test('exec runs a command between start and end, tells it where all is, and ends as it does', async (t) => {
  const { folder } = await prepared(t);
  const program = `
    const { COUNTERSIGN_EMULATOR_HTTPS_URL: url, COUNTERSIGN_FUNCTIONS_URL: functions } = process.env;
    const health = await (await fetch(url + '/_emulator/api/health')).json();
    console.log(JSON.stringify({ tenant: health.tenant, functions }));
    process.exitCode = 7;`;
  const command = [process.execPath, '--input-type=module', '-e', program];
  const { code, stdout, stderr } = await runNode(folder, cli, 'exec', '--', ...command);
  assert.equal(code, 7, stderr);
  assert.deepEqual(JSON.parse(stdout), { tenant });
});

test('exec says that a command is not there', async (t) => {
  const { folder } = await prepared(t);
  const { code, stderr } = await runNode(folder, cli, 'exec', '--', 'no-such-program');
  assert.match(stderr, /"no-such-program" could not be run: .*ENOENT/);
  assert.equal(code, 1);
});

async function edit(folder: string, change: (xml: string) => string): Promise<void> {
  const file = join(folder, 'policies/SignUpOrSignin.xml');
  await writeFile(file, change(await readFile(file, 'utf8')));
}

/** With an environment of its own. */
function runNodeIn(folder: string, env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: folder,
    env: { ...process.env, ...env, NO_COLOR: '1' },
  });
  return Promise.all([text(child.stderr), text(child.stdout), once(child, 'close')]).then(
    ([stderr, , [code]]) => ({ stderr, code }),
  );
}

/** Starts an emulator; what it says of itself, and how it is stopped. */
async function start(t: TestContext, folder: string, args: readonly string[]) {
  const child = spawn(process.execPath, [cli, ...args, '--json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => void child.kill('SIGKILL'));
  const ended = once(child, 'close');
  const [line = ''] = await once(createInterface(child.stdout), 'line');
  const stop = async (): Promise<number | null> => {
    child.kill('SIGINT');
    const [code] = await ended;
    return code as number | null;
  };
  return { ...JSON.parse(line), stop };
}
