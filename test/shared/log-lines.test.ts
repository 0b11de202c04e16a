import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Call } from '../../shared/call.ts';
import {
  ClaimsRejected,
  DependencyUnavailable,
  OutputClaimsInvalid,
  SettingsInvalid,
} from '../../shared/errors.ts';
import { secureHeaders } from '../../shared/response.ts';
import { serve } from '../../shared/serve.ts';
import { invoke, jsonBody } from '../support/invocation.ts';
import { correlationId, profile } from '../support/served-profile.ts';

const traceparent = `00-${'4b'.repeat(16)}-${'0f'.repeat(8)}-01`;
const key = { type: 'ApiKeyHeader', header: 'x-key', key: 'Key' } as const;
const guarded = { ...profile, authentication: key };
const environment = { Key: 'the-key', AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };
const right = { 'x-key': 'the-key' };
const sent = { memberNumber: 'CC-100200', correlationId };

const throwing = (make: () => unknown) => () => {
  throw make();
};

const calls: readonly {
  name: string;
  handler: (claims: unknown, call: Call) => undefined;
  body?: unknown;
  headers?: Record<string, string>;
  status: number;
}[] = [
  { name: 'a call that is answered', handler: () => undefined, status: 200 },
  {
    name: 'what a handler says',
    handler: (_claims, call) => {
      call.log('Looked up CC-100200.', { attempts: 2, memberNumber: 'CC-100200' });
      call.warn('The ledger is slow.');
      return undefined;
    },
    status: 200,
  },
  {
    name: 'the same with a trace of the caller',
    handler: (_claims, call) => {
      call.log('Looked up.');
      return undefined;
    },
    headers: { ...right, traceparent },
    status: 200,
  },
  {
    name: 'a refusal',
    handler: throwing(() => new ClaimsRejected('TOO_LATE', 'No.')),
    status: 409,
  },
  {
    name: 'a claim that is malformed',
    handler: () => undefined,
    body: { points: 'x' },
    status: 400,
  },
  { name: 'JSON that is malformed', handler: () => undefined, body: '{"a":', status: 400 },
  {
    name: 'a rule of the policy that does not hold',
    handler: () => undefined,
    body: { memberNumber: 'XX-1', correlationId },
    status: 200,
  },
  { name: 'a wrong credential', handler: () => undefined, headers: { 'x-key': 'x' }, status: 401 },
  { name: 'no credential', handler: () => undefined, headers: {}, status: 401 },
  {
    name: 'a dependency that does not answer',
    handler: throwing(() => new DependencyUnavailable('the ledger', new TypeError('CC-100200'))),
    status: 503,
  },
  {
    name: 'a setting that is missing',
    handler: throwing(() => new SettingsInvalid([{ setting: 'Ledger', problem: 'is missing' }])),
    status: 503,
  },
  {
    name: 'a claim that the policy does not declare',
    handler: throwing(() => new OutputClaimsInvalid('The policy declares no output claim "x".')),
    status: 500,
  },
  { name: 'a bug', handler: throwing(() => new RangeError('CC-100200')), status: 500 },
];

/** Ids that are new in each call, and frames, which move with every line of code. */
function stable(line: string): string {
  return line
    .replaceAll(correlationId, '<correlationId>')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<requestId>')
    .replaceAll(/(\n {4}at .*)+/g, '\n    at …')
    .replaceAll(/\(\d+ so far\)/g, '(… so far)');
}

test('log lines, by what happened', async (t) => {
  const lines: string[] = [];
  for (const { name, handler, body = sent, headers = right, status } of calls) {
    const served = serve(guarded, handler, { environment });
    const {
      log,
      status: answered,
      headers: answer,
    } = await invoke(served, jsonBody(body, headers));
    assert.equal(answered, status, name);
    for (const [header, value] of Object.entries(secureHeaders)) {
      assert.equal(answer.get(header), value, `${header} of ${name}`);
    }
    lines.push(
      `# ${name}: ${status}`,
      ...log.map(({ level, line }) => `${level} ${stable(line)}`),
      '',
    );
  }
  const file = fileURLToPath(new URL('../golden/shared/log-lines.txt', import.meta.url));
  t.assert.fileSnapshot(lines.join('\n'), file, { serializers: [String] });
});

test("host.json gives the host's own answers the headers of ours", () => {
  const file = new URL('../../host.json', import.meta.url);
  const { customHeaders } = JSON.parse(readFileSync(file, 'utf8')).extensions.http;
  const { 'Cache-Control': _ours, ...shared } = secureHeaders;
  assert.deepEqual(customHeaders, shared);
});
