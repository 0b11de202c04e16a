import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../commands/ports.ts';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';
import { answerTo, prepareStart, spawnStart, startProject } from '../support/started-project.ts';
import { withoutScenario } from '../support/without-scenario.ts';

const routes: readonly { profile: string; method: string; route: string }[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../shared/generated/routes.json'), 'utf8'),
);

test('npm start serves every profile, each printed curl answers 200, a second one at a time is refused, a later one keeps the data', async (t) => {
  const { project, args } = await prepareStart(t);
  const first = await startProject(t, project.folder, args);
  const curls = first.output.split('\n').filter((line) => line.startsWith('curl '));
  assert.equal(curls.length, routes.length);
  for (const { profile, method, route } of routes) {
    const url = `http://localhost:${args[1]}/api/${route}`.replaceAll(/[{}]/g, '.');
    assert.match(first.output, new RegExp(`^${profile} +${method} +${url}`, 'm'));
  }
  const answers = [];
  for (const curl of curls) answers.push(await answerTo(curl, project.folder));
  assert.deepEqual(
    answers.map(({ status }) => status),
    curls.map(() => '200'),
  );
  const redeemed = answers.find(({ body }) => body.includes('redeemedAt'))?.body;
  const skipped = withoutScenario('invitation');
  assert.ok(redeemed || skipped);

  const other = ['--port', String(await freePort()), ...args.slice(2, 6)];
  for (const option of ['--emulator-port', '--emulator-https-port']) {
    other.push(option, String(await freePort()));
  }
  const refused = await project.countersign('start', ...other);
  assert.match(
    refused.stderr,
    /^error The data folder ".*" is in use by another start \(process \d+\)/,
  );
  assert.equal(refused.code, 1);
  assert.equal(await first.stop(), 0);

  const second = await startProject(t, project.folder, args);
  const again = second.output.split('\n').find((line) => line.includes('/redeem-invitation -H'));
  assert.ok(again || skipped);
  if (again) assert.equal((await answerTo(again, project.folder)).body, redeemed);
  assert.equal(await second.stop(), 0);
});

test('start --json tells programs in one line where all of it is; logs go to stderr', async (t) => {
  const { project, args } = await prepareStart(t);
  const child = spawnStart(project.folder, [...args, '--json']);
  const ended = once(child, 'close');
  t.after(() => void child.kill('SIGKILL'));
  child.stderr.resume();
  const [line = ''] = await once(createInterface(child.stdout), 'line');
  const { origin, host, profiles, keys, emulator } = JSON.parse(line);
  assert.equal(emulator.origin, `http://localhost:${args[7]}`);
  const { runUrl } = emulator.policies.find(
    ({ policyId }: { policyId: string }) => policyId === 'B2C_1A_SignUpOrSignIn',
  );
  assert.equal((await fetch(runUrl)).status, 200);
  assert.equal(origin, `http://localhost:${args[1]}/api`);
  assert.equal(host, 'embedded');
  const profile = profiles.find(({ id }: { id: string }) => id === routes[0]?.profile);
  assert.equal(profile.url, `${origin}/${routes[0]?.route}`);
  assert.equal((await answerTo(profile.curl, project.folder)).status, '200');
  assert.match(keys['B2C_1A_RestUsername'], /^development-only-/);
  child.kill('SIGINT');
  assert.deepEqual(await ended, [0, null]);
});

test('an edited function is live without a new start; one that cannot be built leaves it as it was', async (t) => {
  const { project, args } = await prepareStart(t);
  const started = await startProject(t, project.folder, args);
  const health = async () => (await fetch(`http://localhost:${args[1]}/api/health`)).text();
  const edited = started.until('The edited functions are live.');
  await project.edit('functions/health.ts', (text) =>
    text
      .replace('health([probeStorage])', "() => ({ body: 'edited' })")
      .replace(/import { (?:health|probeStorage) .*\n/g, ''),
  );
  await edited;
  assert.equal(await health(), 'edited');
  const refused = started.until('Edit again.');
  await project.edit('functions/health.ts', (text) => text.replace("'edited'", '1n + 1'));
  await refused;
  assert.equal(await health(), 'edited');
  assert.equal(await started.stop(), 0);
});

test('start --json says in JSON what keeps it from starting', async (t) => {
  const { project, args } = await prepareStart(t);
  const { code, stdout } = await project.countersign(
    'start',
    ...args,
    '--env',
    'Staging',
    '--json',
  );
  assert.match(JSON.parse(stdout).error, /There is no environment "Staging"/);
  assert.equal(code, 2);
});

for (const afterMs of [300, 2500]) {
  test(`Ctrl-C ${afterMs} ms after the start ends all of it`, async (t) => {
    const { project, args } = await prepareStart(t);
    const child = spawnStart(project.folder, args);
    const ended = once(child, 'close');
    t.after(() => void child.kill('SIGKILL'));
    await delay(afterMs);
    child.kill('SIGINT');
    const [code, signal] = await ended;
    assert.ok(code === 0 || signal === 'SIGINT', `ended with ${code} ${signal}`);
    const left = await freeOrTaken(Number(args[1]));
    assert.equal(left, 'free');
  });
}

const faults: {
  name: string;
  args?: string[];
  prepare?: (project: ProjectCopy) => Promise<void>;
  message: RegExp;
  code?: number;
}[] = [
  {
    name: 'an environment that appsettings.json does not have',
    args: ['--env', 'Staging'],
    message: /There is no environment "Staging"\. It has "Local", "Production"/,
    code: 2,
  },
  {
    name: 'a port that is none',
    args: ['--port', '70000'],
    message: /A port is a number/,
    code: 2,
  },
  {
    name: 'a setting that is missing',
    prepare: (project) =>
      project.edit('local.settings.json', (text) => text.replace(/.*B2C_1A_RestApiKey.*\n/, '')),
    message: /^error The setting "B2C_1A_RestApiKey" is missing\. Add it to "Values"/,
  },
  {
    name: 'no script "build"',
    prepare: (project) =>
      project.edit('package.json', (text) => text.replace('"build":', '"compile":')),
    message: /^error package\.json has no script "build": add one/m,
  },
  {
    name: 'hosts that none of the profiles is at',
    prepare: (project) =>
      project.edit('countersign.json', (text) =>
        text.replace('http://localhost:7071', 'http://localhost:1'),
      ),
    message: /^error No RESTful technical profile is at a host of countersign\.json/,
  },
];
for (const { name, args = [], prepare, message, code = 1 } of faults) {
  test(`start says in one line what is wrong: ${name}`, async (t) => {
    const { project, args: ports } = await prepareStart(t);
    await prepare?.(project);
    const result = await project.countersign('start', ...ports, ...args);
    assert.match(result.stderr, message);
    assert.equal(result.stderr.trim().split('\n').length, 1);
    assert.equal(result.code, code);
  });
}

test('a policy that cannot be read ends the start with its place', async (t) => {
  const { project, args } = await prepareStart(t);
  await project.edit('policies/SignUpOrSignIn.xml', (xml) => xml.replace('</RelyingParty>', ''));
  const { code, stderr } = await project.countersign('start', ...args);
  assert.match(stderr, /policies\/SignUpOrSignIn\.xml:\d+:\d+ .*xml-not-well-formed/);
  assert.doesNotMatch(stderr, /\n {4}at /, 'no stack trace');
  assert.equal(code, 1);
});

test('start says in one line that a port is in use', async (t) => {
  const project = await copyProject(t);
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const purposes = { '--port': 'the functions', '--emulator-port': 'the emulator' };
  for (const [option, purpose] of Object.entries(purposes)) {
    const options = ['--port', '--emulator-port', '--emulator-https-port'];
    const ports = await Promise.all(options.map(() => freePort()));
    const free = options.flatMap((name, index) => [name, String(ports[index])]);
    const args = [...free, option, String(port)];
    const { code, stderr } = await project.countersign('start', ...args);
    assert.match(
      stderr,
      new RegExp(`^error Port ${port} \\(${purpose}\\) is in use: .*${option}\\.`),
    );
    assert.equal(stderr.trim().split('\n').length, 1);
    assert.equal(code, 1);
  }
});

async function freeOrTaken(port: number): Promise<'free' | 'taken'> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return 'free';
  } catch {
    return 'taken';
  } finally {
    server.close();
  }
}
