import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startAzurite } from '../support/azurite.ts';
import { assertNoCanary, canary } from '../support/canary.ts';
import { runHost } from '../support/functions-host.ts';
import { type Ingestion, startIngestion } from '../support/ingestion.ts';
import { listen } from '../support/listen.ts';
import { withoutScenario } from '../support/without-scenario.ts';

/*
 * Claims, credentials and addresses go into functions in every way there is; no line of the host and
 * nothing that arrives at Application Insights has one of them.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const skip = process.env['BASE_URL'] ? 'a deployment has its own log' : false;
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

interface Sent {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface App {
  readonly app?: string;
  readonly main: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Starts an app, sends it everything, ends it, and looks at what it has said. */
async function run(t: TestContext, { app, main, env }: App, requests: readonly Sent[]) {
  const ingestion = await startIngestion(t);
  const host = runHost(['--port', '0'], {
    ...(app && { app }),
    main,
    env: { ...env, ...ingestion.env },
  });
  t.after(() => host.kill('SIGKILL'));
  const baseUrl = await host.listening;
  const statuses = [];
  for (const { path, headers = {}, body } of requests) {
    const init = body === undefined ? {} : { method: 'POST', body };
    const response = await fetch(`${baseUrl}/api/${path}`, { headers, ...init });
    await response.text();
    statuses.push(response.status);
  }
  host.kill('SIGTERM');
  await host.ended;
  assertNoCanary(host.output(), "the host's log");
  assertNoCanary(ingestion.text(), 'what Application Insights was sent');
  return { statuses, output: host.output(), measured: sumOf(ingestion) };
}

/** How often what was measured, by name and code, status or outcome. */
function sumOf({ envelopes }: Ingestion): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { data } of envelopes) {
    const { metrics = [], properties = {} } = data.baseData;
    const { code, status, outcome } = properties;
    for (const { name, value } of metrics) {
      const key = [name, code ?? status ?? outcome].filter(Boolean).join(' ');
      sums.set(key, (sums.get(key) ?? 0) + value);
    }
  }
  return sums;
}

const settings: Record<string, string> = JSON.parse(
  readFileSync(join(root, 'local.settings.json'), 'utf8'),
).Values;
const basicOf = (user = '', password = '') =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const basic = {
  authorization: basicOf(settings['B2C_1A_RestUsername'], settings['B2C_1A_RestPassword']),
};
const key = { 'x-api-key': settings['B2C_1A_RestApiKey'] ?? '' };
const token = { authorization: `Bearer ${settings['B2C_1A_RestToken']}` };
const wrong = {
  authorization: basicOf(canary.email, canary.password),
  'x-api-key': canary.password,
  'x-arr-clientcert': Buffer.from(canary.id).toString('base64'),
};
const journey = { correlationId: randomUUID(), language: 'de-CH' };
const encoded = encodeURIComponent(canary.email);

/** What B2C, and whoever is not B2C, may send to our functions. */
const requests: readonly Sent[] = [
  {
    path: 'validate-member-number',
    headers: { ...basic, ...json },
    body: JSON.stringify({ memberNumber: canary.number, surname: canary.text, ...journey }),
  },
  {
    path: 'validate-sign-up',
    headers: { ...basic, ...json },
    body: JSON.stringify({
      ...{ givenName: canary.text, surname: canary.text, dateOfBirth: canary.date },
      ...{ section: canary.number, phone: canary.phone, ...journey },
    }),
  },
  {
    path: 'validate-sign-up',
    headers: { ...basic, ...json },
    body: JSON.stringify({ dateOfBirth: canary.email, [canary.email]: canary.email }),
  },
  {
    path: 'check-password-reset',
    headers: { ...basic, ...form },
    body: new URLSearchParams({ email: canary.email, ...journey }).toString(),
  },
  {
    path: 'redeem-invitation',
    headers: { ...basic, ...form },
    body: `code=${canary.number}&email=${encoded}&email=${encoded}`,
  },
  { path: 'redeem-invitation', headers: { ...basic, ...form }, body: `code=%E0${encoded}%` },
  {
    path: 'record-password-reset',
    headers: { ...token, ...json },
    body: JSON.stringify({ objectId: canary.id, ...journey }),
  },
  {
    path: 'save-preferences',
    headers: { ...key, ...json },
    body: JSON.stringify({
      objectId: canary.id,
      contactPhone: canary.phone.replaceAll(' ', ''),
      revision: 7,
    }),
  },
  { path: 'get-preferences', headers: { ...key, 'x-member-id': canary.id } },
  { path: `check-email-domain?domain=${encoded}&${encoded}=${encoded}`, headers: key },
  { path: `members/${encoded}/roles?applicationId=${canary.id}`, headers: token },
  { path: `no-such-route/${encoded}?${encoded}`, headers: { 'x-name': canary.id } },
  { path: 'validate-sign-up', headers: { ...basic, ...json }, body: `{"surname":"${canary.email}` },
  { path: 'validate-sign-up', headers: { ...basic, ...json }, body: `{"${canary.email}":1,}` },
  { path: 'validate-sign-up', headers: { ...basic, ...form }, body: canary.email },
  ...['validate-sign-up', 'save-preferences', 'record-sign-in', 'enrich-membership'].map(
    (path) => ({ path, headers: { ...wrong, ...json }, body: JSON.stringify({ a: canary.email }) }),
  ),
  ...[canary.password, `${btoa('{"alg":"none"}')}.${btoa(`{"sub":"${canary.email}"}`)}.`].map(
    (bearer) => ({
      path: 'enrich-membership',
      headers: { ...json, authorization: `Bearer ${bearer}`, traceparent: canary.id },
      body: '{}',
    }),
  ),
  { path: `health?${encoded}`, headers: { 'x-health-key': canary.password } },
];

const main = 'functions/**/*.ts';

test('our functions leak nothing while all is well', { skip }, async (t) => {
  const { connectionString } = await startAzurite(t);
  const env = { Storage: connectionString };
  const { statuses, output, measured } = await run(t, { main, env }, requests);
  assert.ok(statuses.includes(200) && statuses.includes(409) && statuses.includes(401));
  if (withoutScenario('membership')) return;
  assert.match(output, new RegExp(`MEMBER_CARD_UNKNOWN.*\\[${journey.correlationId}`));
  assert.equal(measured.get('countersign.refusal MEMBER_CARD_UNKNOWN'), 1);
  assert.ok((measured.get('countersign.requestDurationMs 200') ?? 0) > 0);
  assert.ok((measured.get('countersign.dependencyDurationMs answered') ?? 0) > 0);
});

/** A storage that repeats in its errors what it was sent. */
async function startGossip(t: TestContext): Promise<string> {
  const server = createServer((request, response) => {
    const said = `${request.method} ${request.url} ${canary.password}`;
    response.writeHead(500, { 'content-type': 'application/json', 'x-ms-error-code': canary.id });
    response.end(JSON.stringify({ 'odata.error': { code: said, message: { value: said } } }));
  });
  return `http://127.0.0.1:${await listen(t, server)}/a`;
}

const broken = [
  { name: 'is down', endpoint: async () => 'http://127.0.0.1:1/a' },
  { name: 'gossips about what it was sent', endpoint: startGossip },
];
for (const { name, endpoint } of broken) {
  test(`our functions leak nothing while storage ${name}`, { skip }, async (t) => {
    const account = `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=c2VjcmV0`;
    const env = { Storage: `${account};TableEndpoint=${await endpoint(t)}` };
    const { statuses, output, measured } = await run(t, { main, env }, requests);
    assert.ok(statuses.some((status) => status === 503 || status === 409));
    assert.match(output, /table storage|ERR_DEADLINE_EXCEEDED|deadline/);
    assert.ok((measured.get('countersign.dependencyDurationMs failed') ?? 0) > 0);
  });
}

const app = fileURLToPath(new URL('../support/leaky-app', import.meta.url));
const carelessly = [
  ...['logs', 'throws', 'throws-causes', 'throws-text', 'throws-aggregate', 'depends', 'fetches'],
  ...['refuses-by-claim', 'refuses-in-words', 'returns-another', 'returns-wrong', 'returns-text'],
];

test('functions that are careless with a claim leak nothing either', { skip }, async (t) => {
  const secrets = [canary.text, canary.email, canary.id, ` ${canary.password}\t`];
  const sent = carelessly.flatMap((path) =>
    secrets.map((secret) => ({
      path,
      headers: { ...json, traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01` },
      body: JSON.stringify({ secret, ...journey }),
    })),
  );
  const { output, measured } = await run(t, { app, main: '*.ts', env: {} }, sent);
  assert.equal(measured.get('countersign.refusal OTHER'), secrets.length);
  assert.equal(measured.get('countersign.refusal TOO_BAD'), secrets.length);
  const trace = `trace=${'ab'.repeat(16)} span=${'cd'.repeat(8)}`;
  assert.ok(
    output.includes(
      `information logs: Looked up [secret], [secret], [secret]. [${journey.correlationId} ${trace}]`,
    ),
    output.slice(0, 2000),
  );
  assert.ok(
    output.includes('{"found":"[secret]"} {"Secret":"[claim]","nested":{"found":"[secret]"}}'),
  );
});
