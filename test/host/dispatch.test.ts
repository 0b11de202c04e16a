import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fixtureApp, startFunctionsHost } from '../support/functions-host.ts';
import { exchange } from '../support/raw-http.ts';

const start = (env: Record<string, string>, args: string[] = []) =>
  startFunctionsHost({ after }, { app: fixtureApp, env, args });

const host = await start({});
const keys = {
  HostKeys__Master: 'm4ster',
  HostKeys__Function: 'functi0n',
  'HostKeys__Function__level-function': '0wn',
};
const guarded = await start(keys, ['--enableAuth']);

test('the home page is HTML', async () => {
  const response = await host.get('/');
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
  assert.match(await response.text(), /up and running/);
});

test('AzureWebJobsDisableHomepage makes the home page 204', async () => {
  const quiet = await start({ AzureWebJobsDisableHomepage: 'true' });
  assert.equal((await quiet.get('/')).status, 204);
});

test('without --enableAuth every level is open, and so is /admin', async () => {
  for (const path of ['/api/level-function', '/api/level-admin', '/admin/host/ping']) {
    assert.equal((await host.get(path)).status, 200);
  }
  assert.equal((await host.get('/admin/vfs')).status, 404);
});

const header = (key: string) => ({ 'x-functions-key': key });
const calls = [
  { name: 'no key', path: '/api/level-function', status: 401 },
  { name: 'a wrong key', path: '/api/level-function', headers: header('wrong'), status: 401 },
  { name: 'an empty key', path: '/api/level-function?code=', headers: header(''), status: 401 },
  { name: "the host's key", path: '/api/level-function', headers: header('functi0n'), status: 200 },
  { name: "the function's key", path: '/api/level-function?code=0wn', status: 200 },
  { name: 'the master key', path: '/api/level-function', headers: header('m4ster'), status: 200 },
  {
    name: 'a wrong header next to a right code',
    path: '/api/level-function?code=functi0n',
    headers: header('wrong'),
    status: 401,
  },
  { name: "admin by the host's key", path: '/api/level-admin?code=functi0n', status: 401 },
  { name: 'admin by the master key', path: '/api/level-admin?code=m4ster', status: 200 },
  { name: 'anonymous without a key', path: '/api/echo', status: 200 },
  { name: 'anonymous with a wrong key', path: '/api/echo?code=wrong', status: 200 },
  { name: 'an unknown path without a key', path: '/api/nowhere', status: 404 },
  { name: 'the ping without a key', path: '/admin/host/ping', status: 200 },
];
for (const { name, path, headers, status } of calls) {
  test(`with --enableAuth ${name} is ${status}`, async () => {
    const response = await guarded.get(path, headers);
    assert.equal(response.status, status);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    if (status === 401) assert.equal(await response.text(), '');
  });
}

test('with --enableAuth /admin is 401 with WWW-Authenticate but for the master key', async () => {
  const refused = await guarded.get('/admin/functions/echo', header('functi0n'));
  assert.equal(refused.status, 401);
  assert.equal(refused.headers.get('www-authenticate'), 'Bearer');
  const allowed = await guarded.get('/admin/functions/echo', header('m4ster'));
  assert.equal(allowed.status, 404);
});

test('neither keys nor header values nor bodies are in the log', async () => {
  await guarded.post('/api/echo?code=wrong', { claim: 'v4lue' }, { 'x-claim': 'h3ader' });
  await guarded.says(/information echo: answered 200 in \d+ ms/);
  assert.doesNotMatch(guarded.output(), /m4ster|functi0n|0wn|wrong|v4lue|h3ader/);
});

test('beyond maxOutstandingRequests calls get 429, without the headers of host.json', async () => {
  const limited = await start({
    AzureFunctionsJobHost__extensions__http__maxOutstandingRequests: '3',
  });
  const held = ['/api/hold', '/api/hold', '/api/hold'].map((path) => limited.get(path));
  while (limited.output().match(/holding/g)?.length !== 3) await limited.get('/admin/host/ping');
  const refused = await limited.get('/api/reply/text');
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get('x-function-scaleout'), '1');
  assert.equal(refused.headers.get('x-content-type-options'), null);
  assert.equal((await limited.get('/admin/host/ping')).status, 200);
  assert.equal((await limited.get('/api/nowhere')).status, 404);
  assert.equal((await limited.post('/admin/functions/release', {})).status, 202);
  for (const { status } of await Promise.all(held)) assert.equal(status, 200);
});

test('functionTimeout ends a call with 500, and the host goes on', async () => {
  const hasty = await start({ AzureFunctionsJobHost__functionTimeout: '00:00:00.2' });
  const response = await hasty.get('/api/reply/hang');
  assert.equal(response.status, 500);
  assert.equal(await response.text(), '');
  await hasty.says(/error reply: .*functionTimeout of 200 ms/);
  assert.equal((await hasty.get('/api/reply/text')).status, 200);
});

test('a caller that hangs up in the middle of a body does no harm', async () => {
  const head =
    'POST /api/echo HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\nExpect: 100-continue\r\n';
  await exchange(host.baseUrl, `${head}\r\nabc`, (answer) => answer.includes('100 Continue'));
  await host.says(/echo: answered 400/);
  assert.doesNotMatch(host.output(), /\berror\b/);
});
