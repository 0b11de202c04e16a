import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fixtureApp, startFunctionsHost } from '../support/functions-host.ts';

const app = fixtureApp;
const host = await startFunctionsHost({ after }, { app, main: 'hooks.js' });

const calls = [
  {
    name: 'a preInvocation hook may replace the handler',
    kind: 'replace-handler',
    body: 'replaced',
  },
  {
    name: 'a preInvocation hook may replace the inputs',
    kind: 'replace-inputs',
    body: 'replaced:input',
  },
  { name: 'a preInvocation hook that throws makes it 500', kind: 'throw-in-pre', status: 500 },
  { name: 'a hook may not replace its data', kind: 'overwrite', status: 500 },
  { name: 'a postInvocation hook may take an error back', kind: 'forgiven', status: 418 },
  { name: 'a postInvocation hook may replace the result', kind: 'changed', body: 'changed' },
];
for (const { name, kind, status = 200, body = '' } of calls) {
  test(name, async () => {
    const response = await host.get(`/api/hooked?kind=${kind}`);
    assert.equal(response.status, status);
    assert.equal(await response.text(), body);
  });
}

test('hooks run in their order, and share data as far as their scope goes', async (t) => {
  const fresh = await startFunctionsHost(t, { app, main: 'hooks.js' });
  await fresh.get('/api/hooked');
  const events = await (await fresh.get('/api/events')).json();
  assert.deepEqual(events, [
    'appStart',
    'pre undefined',
    'post seen',
    'pre undefined',
    'post seen',
  ]);
});

test('log hooks may rewrite what the app logs, and do no harm when they throw', async () => {
  assert.equal((await host.get('/api/hooked?kind=logs')).status, 200);
  await host.says(/^\[.+Z\] information hooked: a \*\*\* line$/m);
  await host.says(/^\[.+Z\] error hooked: raise me$/m);
  await host.says(/^\[.+Z\] information hooked: throw in hook$/m);
  await host.says(/^\[.+Z\] warning hooked: first line\n {4}second line$/m);
  assert.doesNotMatch(host.output(), /hidden by level/);
});

test('a log line after the call has ended is warned of', async () => {
  await host.get('/api/hooked?kind=late-log');
  await host.says(/warning hooked: Warning: Unexpected call to 'log'/);
});

test('log levels of the environment win over host.json', async (t) => {
  const env = {
    'AzureFunctionsJobHost__logging__logLevel__Function.hooked.User': 'Debug',
    AzureFunctionsJobHost__logging__logLevel__default: 'Error',
  };
  const talkative = await startFunctionsHost(t, { app, main: 'hooks.js', env });
  await talkative.get('/api/hooked?kind=logs');
  await talkative.says(/debug hooked: hidden by level/);
  assert.doesNotMatch(talkative.output(), /answered 200/);
});
