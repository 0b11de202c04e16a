import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startIssuer } from '../../caller/issuer.ts';
import { callingProject, callPolicy } from '../support/call-project.ts';
import { runNode } from '../support/project-copy.ts';
import { type Answerer, answerWith, startApi } from '../support/test-api.ts';

const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
const hasCurl = process.platform !== 'win32' && spawnSync('curl', ['--version']).status === 0;
const noCurl = !hasCurl && 'needs curl and a POSIX shell';

const call = (folder: string, ...args: string[]) => runNode(folder, cli, 'call', ...args);

async function projectWith(t: TestContext, answerer: Answerer) {
  const api = await startApi(t, answerer);
  return { api, folder: await callingProject(t, api.url) };
}

test('call sends claims of options and file by their data types, and prints the claims', async (t) => {
  const { api, folder } = await projectWith(t, answerWith(200, { total: 7, extra: 1 }));
  await writeFile(join(folder, 'claims.json'), '{"count":1,"roles":["x"],"memberNumber":"file"}');
  const args = ['--claims', 'claims.json', '--claim', 'NUMBER=CC=1', '--claim', 'roles=a'];
  const { code, stdout, stderr } = await call(
    folder,
    'rest-check',
    ...args,
    '--claim',
    'roles=b',
    '--language',
    'de',
  );
  assert.equal(stderr, '');
  assert.deepEqual(JSON.parse(api.seen[0]?.body ?? ''), {
    number: 'CC=1',
    count: 1,
    roles: ['a', 'b'],
    language: 'de-DE',
  });
  assert.match(stdout, /^REST-Check: HTTP 200, 1 try, \d+ ms\nClaims:\n {2}count = 7\n$/);
  assert.equal(code, 0);
});

test('call --text sends text', async (t) => {
  const { api, folder } = await projectWith(t, answerWith(200, {}));
  await call(folder, 'REST-Check', '--claim', 'count=1', '--text');
  assert.equal(api.seen[0]?.body, '{"count":"1","language":"en-US"}');
});

test('call prints what the user would read, and exits with 1', async (t) => {
  const body = { version: '1.0.0', status: 409, userMessage: 'No such number.' };
  const { folder } = await projectWith(t, answerWith(409, body));
  const { code, stdout } = await call(folder, 'REST-Check');
  assert.equal(code, 1);
  assert.match(stdout, /On a page the user reads: No such number\.\n/);
  assert.match(
    stdout,
    /As an orchestration step the application gets: server_error, AADB2C90075: /,
  );
});

test('call --json prints the outcome', async (t) => {
  const { folder } = await projectWith(t, answerWith(200, { total: 'seven' }));
  const { code, stdout } = await call(folder, 'REST-Check', '--json');
  assert.equal(code, 1);
  const { outcome, claim, dataType } = JSON.parse(stdout);
  assert.deepEqual(
    { outcome, claim, dataType },
    { outcome: 'type-mismatch', claim: 'count', dataType: 'int' },
  );
});

test('call fetches the bearer token first, with keys of local.settings.json, and never prints it', async (t) => {
  const clients = new Map([['club', 's3cret']]);
  const issuer = await startIssuer({ port: 0, audience: 'api://club', clients });
  t.after(() => issuer.close());
  const api = await startApi(t, answerWith(200, { count: 1 }));
  const folder = await callingProject(t, api.url, issuer.url);
  const { code, stdout } = await call(folder, 'REST-Bearer', '--json');
  assert.equal(code, 0);
  assert.match(api.seen[0]?.headers.authorization ?? '', /^Bearer ey/);
  assert.deepEqual(JSON.parse(stdout).claims, { count: 1 });
  const token = await call(folder, 'REST-AcquireAccessToken');
  assert.match(token.stdout, /bearerToken = "\(a token\)"/);
  assert.doesNotMatch(token.stdout, /ey/);
});

test('call says so when the token endpoint refuses', async (t) => {
  const api = await startApi(t, answerWith(200, {}));
  const issuer = await startIssuer({ port: 0, audience: 'api://club', clients: new Map() });
  t.after(() => issuer.close());
  const folder = await callingProject(t, api.url, issuer.url);
  const { code, stdout } = await call(folder, 'REST-Bearer');
  assert.equal(code, 1);
  assert.match(stdout, /"REST-AcquireAccessToken" answered with HTTP 401/);
  assert.equal(api.seen.length, 0);
});

test('call --curl prints one command line and calls nothing', async (t) => {
  const { api, folder } = await projectWith(t, answerWith(200, {}));
  const { code, stdout } = await call(folder, 'REST-Check', '--curl', '--claim', 'count=1');
  assert.equal(code, 0);
  const expected = `curl -sS -X POST ${api.url}/check -H 'content-type: application/json' --data-raw '{"count":1,"language":"en-US"}'\n`;
  assert.equal(stdout, expected);
  assert.equal(api.seen.length, 0);
});

test('call --curl fetches the bearer token in the command line', { skip: noCurl }, async (t) => {
  const clients = new Map([['club', 's3cret']]);
  const issuer = await startIssuer({ port: 0, audience: 'api://club', clients });
  t.after(() => issuer.close());
  const api = await startApi(t, answerWith(200, { count: 1 }));
  const folder = await callingProject(t, api.url, issuer.url);
  const { stdout } = await call(folder, 'REST-Bearer', '--curl');
  const answer = await promisify(execFile)('sh', ['-c', stdout]);
  assert.equal(answer.stdout, '{"count":1}');
  assert.match(api.seen[0]?.headers.authorization ?? '', /^Bearer ey/);
  assert.equal(api.seen[0]?.body, '{}');
});

test('call --setting points a policy elsewhere', async (t) => {
  const api = await startApi(t, answerWith(200, {}));
  const folder = await callingProject(t, 'http://127.0.0.1:1');
  const { code } = await call(folder, 'REST-Check', '--setting', `apiurl=${api.url}/v2`);
  assert.equal(code, 0);
  assert.equal(api.seen[0]?.line, 'POST /v2/check');
});

test('call minds only what is wrong with the profile that it calls', async (t) => {
  const api = await startApi(t, answerWith(200, {}));
  const folder = await callingProject(t, api.url);
  const broken = callPolicy
    .replaceAll('B2C_1A_Club', 'B2C_1A_Pub')
    .replace('"REST-Check"', '"REST-Broken"')
    .replace('>None<', '>Nothing<')
    .replace('"language" Default', '"tongue" Default');
  await writeFile(join(folder, 'policies/Broken.xml'), broken);
  assert.equal((await call(folder, 'REST-Check')).code, 0);
  const { code, stderr } = await call(folder, 'REST-Broken');
  assert.equal(code, 1);
  assert.match(stderr, /rest-metadata-value {2}"REST-Broken" has AuthenticationType "Nothing"/);
});

test('call says which file cannot be read where that may be why there is no such profile', async (t) => {
  const folder = await callingProject(t, 'http://127.0.0.1:1');
  await writeFile(join(folder, 'policies/Broken.xml'), '<TrustFrameworkPolicy>');
  const { code, stderr } = await call(folder, 'REST-Elsewhere');
  assert.equal(code, 1);
  assert.match(stderr, /Broken\.xml.* xml-/);
});

const usageErrors = [
  { name: 'an unknown profile', args: ['REST-Chek'], stderr: /Did you mean "REST-Check"\?/ },
  {
    name: 'an unknown relying party',
    args: ['REST-Check', '--policy', 'B2C_1A_Clib'],
    stderr: /Did you mean "B2C_1A_Club"\?/,
  },
  {
    name: 'an unknown claim',
    args: ['REST-Check', '--claim', 'cuont=1'],
    stderr: /Unknown claim "cuont"\. Did you mean "count"\?/,
  },
  {
    name: 'a value of another type',
    args: ['REST-Check', '--claim', 'count=s3cret'],
    stderr: /The value of the claim "count" is no int\./,
  },
  {
    name: 'a claims file that is not there',
    args: ['REST-Check', '--claims', 'no.json'],
    stderr: /no\.json/,
  },
  {
    name: 'a folder that is not there',
    args: ['REST-Check', '--policies', 'nowhere'],
    stderr: /nowhere/,
  },
  { name: 'an unknown environment', args: ['REST-Check', '--env', 'Lokal'], stderr: /"Local"/ },
];

for (const { name, args, stderr: expected } of usageErrors) {
  test(`call exits with 2 and a line about ${name}, without a stack trace`, async (t) => {
    const folder = await callingProject(t, 'http://127.0.0.1:1');
    const { code, stdout, stderr } = await call(folder, ...args);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, expected);
    assert.doesNotMatch(stderr, /s3cret|\n {4}at /);
  });
}

const misusedOptions = [
  { name: 'a claim without a value', args: ['--claim', 's3cret'], option: '--claim' },
  { name: 'a claim without a name', args: ['--claim', '=s3cret'], option: '--claim' },
  { name: 'a setting without a value', args: ['--setting', 's3cret'], option: '--setting' },
  {
    name: 'a setting without a name, after one with',
    args: ['--setting', 'a=b', '--setting', '=s3cret'],
    option: '--setting',
  },
];
for (const { name, args, option } of misusedOptions) {
  test(`call exits with 2, as for every usage error, and quotes nothing: ${name}`, async (t) => {
    const folder = await callingProject(t, 'http://127.0.0.1:1');
    const { code, stdout, stderr } = await call(folder, 'REST-Check', ...args);
    assert.equal(stderr, `error: option '${option}' takes name=value\n`);
    assert.equal(stdout, '');
    assert.equal(code, 2);
  });
}
