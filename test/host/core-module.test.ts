import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fixtureApp, startFunctionsHost } from '../support/functions-host.ts';

const app = fixtureApp;

test('an ES module may import the core module itself', async (t) => {
  const host = await startFunctionsHost(t, { app, main: 'core-import.js' });
  const { attempts, ...seen } = await (await host.get('/api/core')).json();
  assert.deepEqual(seen, {
    disposed: 2,
    hostVersion: '4.1037.0',
    version: '3.9.1',
    model: '@azure/functions',
    shared: { byPre: true, byPost: true },
  });
  assert.deepEqual(attempts, {
    'unknown hook': 'RangeError: Unrecognized hook "noSuchHook". true',
    'dispose twice': 'done',
    'replace appHookData': "TypeError: Cannot assign to read only property 'appHookData' true",
    'late function': 'Error: A function can only be registered during app startup. true',
  });
  assert.equal(await (await host.get('/api/direct')).text(), 'direct');
  assert.equal((await host.get('/api/taken-back')).status, 404);
});

test('a CommonJS app is required, with local.settings.json in its environment', async (t) => {
  const directory = join(app, 'commonjs');
  const host = await startFunctionsHost(t, { app: directory, env: { SetOutside: 'outside' } });
  assert.deepEqual(await (await host.get('/api/settings')).json(), {
    values: ['local', 'outside', '3', 'node', 'Development'],
    directory,
  });
  assert.deepEqual(await (await host.get('/api/second')).json(), { version: '3.9.1' });
});

test('TypeScript is loaded as it is', async (t) => {
  const host = await startFunctionsHost(t, { app, main: 'typed/*.ts' });
  assert.equal(await (await host.get('/api/hello')).text(), 'typed');
});
