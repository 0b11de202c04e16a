import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { SaxesParser } from 'saxes';
import { ensureClientCertificate } from '../../caller/client-certificate.ts';
import { checks } from '../../caller/contract/index.ts';
import { root } from '../support/club.ts';
import { listen } from '../support/listen.ts';
import { runNode } from '../support/project-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** An Express application as it is often written: see the comments on its routes. */
const fixture = join(root, 'test/fixtures/sloppy-backend');

const secrets = {
  username: 'sloppy-user-4711',
  password: 'sloppy-password-4711',
  apiKey: 'sloppy-key-4711',
  token: 'sloppy-token-4711',
  number: 'sloppy-number-4711',
};
Object.assign(process.env, {
  B2C_1A_SloppyUsername: secrets.username,
  B2C_1A_SloppyPassword: secrets.password,
  B2C_1A_SloppyApiKey: secrets.apiKey,
  B2C_1A_SloppyToken: secrets.token,
  SloppyNumber: secrets.number,
});

const scope = { after } as Parameters<typeof listen>[0];
const { sloppyBackend } = await import(pathToFileURL(join(fixture, 'backend.js')).href);
const server = createServer(sloppyBackend(secrets) as RequestListener);
const url = `http://127.0.0.1:${await listen(scope, server)}`;
const data = await temporaryFolder(scope);
await ensureClientCertificate({
  folder: join(data, 'keys'),
  storageReferenceId: 'B2C_1A_SloppyCertificate',
  now: new Date(),
});

function contract(...args: string[]) {
  const where = ['--url', url, '--policies', fixture, '--all', '--data', data];
  const from = ['--setting', `TokenUrl=${url}/token`, '--cases', join(fixture, 'cases.yaml')];
  return runNode(root, join(root, 'cli.ts'), 'contract', ...where, ...from, ...args);
}

interface Call {
  readonly name: string;
  readonly findings: readonly { check: string; severity: string; message: string }[];
}

interface Report {
  readonly profiles: readonly { profile: string; calls: readonly Call[] }[];
  readonly calls: number;
  readonly errors: number;
  readonly warnings: number;
}

const json = await contract('--json');
const report: Report = JSON.parse(json.stdout);

/** What every route has to be told of, by the call that shows it. */
const expected = [
  ['Sloppy-Register', 'credentials: absent', 'credentials-accepted', 'error'],
  ['Sloppy-Register', 'credentials: wrong password', 'credentials-accepted', 'error'],
  ['Sloppy-Register', 'credentials: malformed (no base64)', 'credentials-accepted', 'error'],
  ['Sloppy-Register', 'credentials: other scheme', 'credentials-accepted', 'error'],
  ['Sloppy-Register', 'body: broken JSON', 'error-body-not-json', 'warning'],
  ['Sloppy-Register', 'body: broken JSON', 'stack-trace', 'error'],
  ['Sloppy-Register', 'body: broken JSON', 'input-echoed', 'warning'],
  ['Sloppy-Register', 'body: JSON that is no object', 'malformed-accepted', 'error'],
  ['Sloppy-Register', 'body: wrong content type', 'malformed-accepted', 'error'],
  ['Sloppy-Register', 'body: empty', 'empty-body-accepted', 'warning'],
  ['Sloppy-Register', 'body: deep JSON', 'wrong-type-accepted', 'warning'],
  ['Sloppy-Register', 'body: duplicate keys', 'wrong-type-accepted', 'warning'],
  ['Sloppy-Register', 'body: "born" of a wrong type', 'wrong-type-accepted', 'warning'],
  ['Sloppy-Register', 'method: GET', 'wrong-method-accepted', 'warning'],
  ['Sloppy-Register', 'registered once', 'cache-control', 'warning'],
  ['Sloppy-Register', 'registered once (delivery 2)', 'repeat-differs', 'error'],
  ['Sloppy-Register', 'registered once (delivery 2)', 'case-expectation', 'error'],
  ['Sloppy-Register', 'taken', 'error-in-success', 'error'],
  ['Sloppy-Points', 'credentials: absent', 'credentials-unchecked', 'error'],
  ['Sloppy-Points', 'body: wrong content type', 'server-failed', 'error'],
  ['Sloppy-Points', 'body: wrong content type', 'stack-trace', 'error'],
  ['Sloppy-Points', 'body: "memberNumber" of a wrong type', 'input-echoed', 'warning'],
  ['Sloppy-Points', 'points', 'output-null', 'error'],
  ['Sloppy-Points', 'points', 'output-empty', 'error'],
  ['Sloppy-Points', 'points', 'output-doubtful', 'warning'],
  ['Sloppy-Points', 'points', 'output-undeclared', 'warning'],
  ['Sloppy-Points', 'points', 'content-type', 'warning'],
  ['Sloppy-Points', 'points', 'case-expectation', 'error'],
  ['Sloppy-Points', 'no points', 'error-body-incomplete', 'error'],
  ['Sloppy-Crews', 'credentials: wrong', 'secret-echoed', 'error'],
  ['Sloppy-Crews', 'body: broken JSON', 'server-failed', 'error'],
  ['Sloppy-Crews', 'crews', 'output-type', 'error'],
  ['Sloppy-Crews', 'no crews', 'error-body-not-json', 'error'],
  ['Sloppy-Roles', 'credentials: forged (alg none)', 'credentials-accepted', 'error'],
  ['Sloppy-Roles', 'credentials: forged (wrong signature)', 'credentials-accepted', 'error'],
  ['Sloppy-Roles', 'roles', 'success-body', 'error'],
  ['Sloppy-Roles', 'roles', 'success-status', 'warning'],
  ['Sloppy-Record', 'credentials: wrong', 'credentials-unchecked', 'error'],
  ['Sloppy-Record', 'refused with 400', 'refusal-status', 'warning'],
  ['Sloppy-Slow', 'late', 'slow', 'error'],
  ['Sloppy-Slow', 'moved', 'redirected', 'error'],
  ['Sloppy-Slow', 'dropped', 'no-answer', 'error'],
  ['Sloppy-Slow', 'forbidden', 'credentials-refused', 'error'],
  ['Sloppy-Form', 'body: huge', 'huge-body-accepted', 'warning'],
  ['Sloppy-Gone', 'body: wrong content type', 'not-found', 'error'],
  ['Sloppy-NoKey', 'credentials: right', 'not-sent', 'error'],
] as const;

for (const [profile, name, check, severity] of expected) {
  test(`${profile}: ${name}: ${check}`, () => {
    const calls = report.profiles.find((candidate) => candidate.profile === profile)?.calls;
    const found = calls?.find((call) => call.name === name)?.findings ?? [];
    const severities = found.filter((each) => each.check === check).map((each) => each.severity);
    assert.ok(severities.length > 0, JSON.stringify(found));
    assert.deepEqual(new Set(severities), new Set([severity]));
  });
}

test('the sloppy backend shows every check but the one that waits ten seconds', () => {
  const shown = new Set<string>(expected.map(([, , check]) => check));
  const others = checks.map(({ id }) => id).filter((id) => !shown.has(id));
  assert.deepEqual(others, ['timed-out']);
});

test('what is right is not found fault with', () => {
  const calls = report.profiles.find(({ profile }) => profile === 'Sloppy-Slow')?.calls ?? [];
  const refused = calls.filter(({ name }) => name.startsWith('credentials: '));
  assert.equal(refused.length, 7);
  assert.deepEqual(
    refused.flatMap(({ findings }) => findings),
    [],
  );
});

test('a misspelled claim is suggested, and a name that may be a value is not shown', () => {
  const points = report.profiles.find(({ profile }) => profile === 'Sloppy-Points')?.calls;
  const messages = points
    ?.find(({ name }) => name === 'points')
    ?.findings.map((each) => each.message);
  assert.ok(messages?.includes('"Tier" is no output claim. Did you mean "tier"?'));
  assert.ok(messages?.includes('A property with an odd name is no output claim.'));
});

test('findings exit with 1', () => assert.equal(json.code, 1));

interface Suite {
  readonly name: string;
  readonly tests: number;
  readonly failures: number;
  readonly cases: { name: string; failures: number; outputs: number }[];
}

/** Reads JUnit as CI systems do; throws where it is not well formed. */
function readJunit(xml: string): {
  name: string;
  tests: number;
  failures: number;
  suites: Suite[];
} {
  const parser = new SaxesParser();
  const root = { name: '', tests: 0, failures: 0, suites: [] as Suite[] };
  const path: string[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const { name: title = '', tests = '', failures = '' } = attributes as Record<string, string>;
    const counts = { name: title, tests: Number(tests), failures: Number(failures) };
    const suite = root.suites.at(-1);
    const testCase = suite?.cases.at(-1);
    path.push(name);
    if (name === 'testsuites') Object.assign(root, counts);
    else if (name === 'testsuite') root.suites.push({ ...counts, cases: [] });
    else if (name === 'testcase') suite?.cases.push({ name: title, failures: 0, outputs: 0 });
    else if (name === 'failure' && testCase) testCase.failures += 1;
    else if (name === 'system-out' && testCase) testCase.outputs += 1;
  });
  parser.on('closetag', () => path.pop());
  parser.write(xml).close();
  assert.deepEqual(path, []);
  return root;
}

test('the JUnit report has a suite each profile and a test case each call', async () => {
  const { code, stdout } = await contract('--report', 'junit');
  assert.equal(code, 1);
  assertSecretless(stdout);
  const { name, tests, failures, suites } = readJunit(stdout);
  assert.equal(name, `countersign contract ${url}`);
  assert.equal(tests, report.calls);
  assert.deepEqual(
    suites.map((suite) => [suite.name, suite.cases.map((each) => each.name)]),
    report.profiles.map(({ profile, calls }) => [profile, calls.map((call) => call.name)]),
  );
  assert.equal(
    failures,
    suites.flatMap(({ cases }) => cases).filter((each) => each.failures).length,
  );
  for (const { cases, tests: counted, failures: failed } of suites) {
    assert.equal(counted, cases.length);
    assert.equal(failed, cases.filter((each) => each.failures === 1).length);
  }
  const moved = suites.flatMap(({ cases }) => cases).find((each) => each.name === 'moved');
  assert.deepEqual(moved, { name: 'moved', failures: 1, outputs: 0 });
  const huge = suites.flatMap(({ cases }) => cases).findLast((each) => each.name === 'body: huge');
  assert.deepEqual(huge, { name: 'body: huge', failures: 0, outputs: 1 });
});

test('the report for people says why and what to do, once for each check', async () => {
  const { code, stdout } = await contract();
  assert.equal(code, 1);
  assertSecretless(stdout);
  const lines = stdout.split('\n').map((line) => line.trim());
  const explained = new Set(expected.map(([, , check]) => check)).size;
  assert.equal(lines.filter((line) => line.startsWith('why: ')).length, explained);
  assert.equal(lines.filter((line) => line.startsWith('fix: ')).length, explained);
  const first = stdout.indexOf('credentials-accepted');
  assert.match(
    stdout.slice(first),
    /^credentials-accepted\n +in: credentials: absent, .+, and 3 more\n +why: /,
  );
  const counts = `${report.errors} errors, ${report.warnings} warnings in ${report.calls} calls`;
  assert.equal(lines.at(-2), `${counts} of ${report.profiles.length} profiles at ${url}.`);
});

test('no report holds a secret or a claim', () => assertSecretless(json.stdout));

function assertSecretless(text: string): void {
  for (const value of [...Object.values(secrets), 'TAKEN', 'NOBODY', 'DROPPED', 'FORBIDDEN']) {
    assert.ok(!text.includes(value), 'a report holds a value');
  }
}
