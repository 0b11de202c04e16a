import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { seedAll } from '../../functions/seed.ts';
import { root, startClub } from '../support/club.ts';
import { runNode } from '../support/project-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const club = await startClub({ after });
await seedAll();

const routes: { profile: string }[] = JSON.parse(
  readFileSync(join(root, 'shared/generated/routes.json'), 'utf8'),
);
const [{ profile: firstId } = { profile: '' }] = routes;

const cli = join(root, 'cli.ts');
const cases = 'policies/contract-cases.yaml';

function contract(...args: string[]) {
  const setting = `TokenEndpoint=${club.tokenEndpoint}`;
  const common = ['--url', club.host.baseUrl, '--data', club.dataFolder, '--setting', setting];
  return runNode(root, cli, 'contract', ...common, ...args);
}

interface Call {
  readonly isCase: boolean;
  readonly findings: readonly { check: string; message: string }[];
}

interface Report {
  readonly profiles: readonly { profile: string; calls: readonly Call[] }[];
}

/** Which of both B2C sends nobody documents. */
const forms = [
  { name: "JSON's own types", args: [] },
  { name: 'text', args: ['--text'] },
];
for (const { name, args } of forms) {
  test(`our own backend keeps the contract with claims as ${name}, and every profile has cases`, async () => {
    const { code, stdout, stderr } = await contract('--cases', cases, '--json', ...args);
    const { profiles }: Report = JSON.parse(stdout);
    const findings = profiles.flatMap(({ calls }) => calls).flatMap((call) => call.findings);
    const others = findings.filter(({ check }) => check !== 'slow'); // so is a machine under load
    assert.deepEqual({ others, code, stderr }, { others: [], code: 0, stderr: '' });
    const called = profiles
      .filter(({ calls }) => calls.some(({ isCase }) => isCase))
      .map(({ profile }) => profile);
    assert.deepEqual(called.toSorted(), routes.map(({ profile }) => profile).toSorted());
  });
}

test('a report in a file says nothing on the terminal', async (t) => {
  const file = join(await temporaryFolder(t), 'report.txt');
  const profile = ['--profile', firstId.toLowerCase()];
  const { code, stdout, stderr } = await contract(...profile, '--out', file);
  assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: '', stderr: '' });
  const text = await readFile(file, 'utf8');
  assert.match(text, /^REST-\w+ \(B2C_1A_\w+\)\n {2}\d+ calls, 0 of them from cases;/);
  assert.match(text, /\nNothing found in \d+ calls of 1 profile at http:\/\/127\.0\.0\.1:\d+\.\n$/);
});

const unusable = [
  { name: 'no URL', args: ['--url', 'club'], says: /"--url" takes an http or https URL/ },
  { name: 'a URL with a path', args: ['--url', 'http://localhost/api'], says: /takes an origin/ },
  {
    name: 'a folder that is not there',
    args: ['--policies', 'absent'],
    says: /no folder "absent"/,
  },
  { name: 'a file that is not there', args: ['--cases', 'absent.yaml'], says: /no file "absent/ },
  {
    name: 'an unknown profile',
    args: ['--profile', `${firstId}2`],
    says: new RegExp(`no RESTful technical profile "${firstId}2"\\. Did you mean "${firstId}"\\?`),
  },
  { name: 'a setting without a value', args: ['--setting', 'x'], says: /takes name=value/ },
  {
    name: 'a report in a folder that is not there',
    args: ['--out', 'absent/report.xml'],
    says: /no folder "absent"/,
  },
  { name: 'an unknown format', args: ['--report', 'sarif'], says: /'--report <format>'/ },
  { name: 'an unknown environment', args: ['--env', 'Nowhere'], says: /Nowhere/ },
];
for (const { name, args, says } of unusable) {
  test(`contract with ${name} calls nobody and exits with 2`, async () => {
    const { code, stdout, stderr } = await contract(...args);
    assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
    assert.match(stderr, says);
  });
}
