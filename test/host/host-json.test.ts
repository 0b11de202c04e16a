import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parseTimeSpan, readHostSettings } from '../../host/host-json.ts';

async function read(t: TestContext, text: string, environment: Record<string, string> = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'countersign-host-json-'));
  t.after(() => rm(directory, { recursive: true }));
  await writeFile(join(directory, 'host.json'), text);
  return readHostSettings(directory, environment);
}

test('a host.json that says nothing leaves the defaults', async (t) => {
  assert.deepEqual(await read(t, '\uFEFF{ "version": "2.0" }'), {
    routePrefix: 'api',
    maxOutstandingRequests: undefined,
    maxConcurrentRequests: undefined,
    customHeaders: new Map(),
    functionTimeoutMs: 30 * 60_000,
    logLevels: new Map(),
  });
});

test('all that is honored is read; comments and trailing commas are forgiven', async (t) => {
  const text = `{
    "version": "2.0", // a comment with a "quote"
    "functionTimeout": "00:05:00",
    "logging": { "logLevel": { "default": "Warning", "Function.health.User": "Debug" } },
    /* another, */
    "extensions": { "http": {
      "routePrefix": "/v1//",
      "maxOutstandingRequests": 20,
      "maxConcurrentRequests": -1,
      "customHeaders": { "X-A": "// no comment, ]", },
    }, },
  }`;
  assert.deepEqual(await read(t, text), {
    routePrefix: 'v1',
    maxOutstandingRequests: 20,
    maxConcurrentRequests: undefined,
    customHeaders: new Map([['x-a', '// no comment, ]']]),
    functionTimeoutMs: 300_000,
    logLevels: new Map([
      ['default', 'Warning'],
      ['function.health.user', 'Debug'],
    ]),
  });
});

test('variables win over host.json, whatever their case', async (t) => {
  const text = '{ "version": "2.0", "extensions": { "http": { "routePrefix": "v1" } } }';
  const settings = await read(t, text, {
    azurefunctionsjobhost__EXTENSIONS__http__routeprefix: '',
    AzureFunctionsJobHost__extensions__http__customHeaders__X_A: 'b',
    AzureFunctionsJobHost__functionTimeout: '-1',
  });
  assert.equal(settings.routePrefix, '');
  assert.deepEqual(settings.customHeaders, new Map([['x_a', 'b']]));
  assert.equal(settings.functionTimeoutMs, undefined);
});

for (const limit of ['0', '1.5', '"many"', 'true']) {
  test(`maxOutstandingRequests cannot be ${limit}`, async (t) => {
    const http = `{ "maxOutstandingRequests": ${limit} }`;
    await assert.rejects(
      read(t, `{ "version": "2.0", "extensions": { "http": ${http} } }`),
      /"extensions:http:maxoutstandingrequests" has to be a positive number or -1/,
    );
  });
}

for (const header of ['"X-A": "a\\nb"', '"X A": "b"', '"X-A": "é"']) {
  test(`a custom header cannot be ${header}`, async (t) => {
    const http = `{ "customHeaders": { ${header} } }`;
    await assert.rejects(
      read(t, `{ "version": "2.0", "extensions": { "http": ${http} } }`),
      /custom header ".*" cannot be sent/,
    );
  });
}

const spans = [
  { text: '00:00:02', ms: 2000 },
  { text: '1.02:03:04.5', ms: 93_784_500 },
  { text: '2', ms: undefined },
  { text: '-00:01:00', ms: undefined },
  { text: '0 */5 * * * *', ms: undefined },
];
for (const { text, ms } of spans) {
  test(`the time span "${text}" is ${ms} ms`, () => {
    assert.equal(parseTimeSpan(text), ms);
  });
}
