import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { writeCodeMail } from '../../functions/email-codes/code-mail.ts';
import { type Mail, mailerOf } from '../../functions/email-codes/mail.ts';
import { DependencyUnavailable, SettingsInvalid } from '../../shared/errors.ts';
import { identityToken, startManagedIdentity } from '../support/managed-identity.ts';
import { answerWith, startApi } from '../support/test-api.ts';

const development = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };
const call = { now: new Date(), remaining: () => 3000 };
const from = 'boathouse@alder-lake-rowing.example';
const minutes = 10;

const mail = (to = 'ada@example.org') =>
  writeCodeMail({ to, code: '012345', minutes, language: 'fr-CH' });

/** A mail server of this machine without TLS; it refuses whoever is called "nobody". */
async function mailServer(t: TestContext, options: SMTPServerOptions = {}) {
  const received: { to: string[]; content: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const code = { 'nobody@example.org': 550, 'full@example.org': 452 }[address];
      done(code === undefined ? null : Object.assign(new Error('no'), { responseCode: code }));
    },
    onData: async (stream, session, done) => {
      const content = (await buffer(stream)).toString('utf8');
      received.push({ to: session.envelope.rcptTo.map(({ address }) => address), content });
      done();
    },
    ...options,
  });
  server.on('error', () => undefined);
  const { promise, resolve } = Promise.withResolvers<void>();
  const listening = server.listen(0, '127.0.0.1', resolve);
  await promise;
  t.after(() => void server.close());
  const address = listening.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const settings = {
    ...{ Mail__Provider: 'smtp', Mail__From: from },
    ...{ Mail__SmtpHost: '127.0.0.1', Mail__SmtpPort: String(port) },
  };
  return { received, settings };
}

test('SMTP: a mail arrives as text and as HTML, marked as nobody’s own', async (t) => {
  const { received, settings } = await mailServer(t);
  const send = mailerOf({ ...settings, ...development });
  assert.equal(await send(await mail(), call), 'taken');
  const [{ to, content } = { to: [], content: '' }] = received;
  assert.deepEqual(to, ['ada@example.org']);
  assert.match(content, /^From: boathouse@alder-lake-rowing\.example\r$/m);
  assert.match(content, /^Auto-Submitted: auto-generated\r$/m);
  assert.match(content, /Content-Type: text\/plain; charset=utf-8[\s\S]*012345/);
  assert.match(content, /Content-Type: text\/html; charset=utf-8[\s\S]*<strong>012345<\/strong>/);
});

const smtpAnswers = [
  { name: 'a mailbox that is not there', to: 'nobody@example.org', outcome: 'refused' },
  { name: 'a mailbox that is full today', to: 'full@example.org', outcome: 'unavailable' },
];
for (const { name, to, outcome } of smtpAnswers) {
  test(`SMTP: ${name} is ${outcome}`, async (t) => {
    const { settings } = await mailServer(t);
    const sending = mailerOf({ ...settings, ...development })(await mail(to), call);
    if (outcome === 'refused') assert.equal(await sending, outcome);
    else await assert.rejects(sending, DependencyUnavailable);
  });
}

test('SMTP: outside of development nothing is said to a server without TLS', async (t) => {
  const { received, settings } = await mailServer(t);
  const login = { Mail__SmtpUsername: 'club', Mail__SmtpPassword: 'a-real-password' };
  const send = mailerOf({ ...settings, ...login });
  await assert.rejects(send(await mail(), call), DependencyUnavailable);
  assert.deepEqual(received, []);
});

test('SMTP: a server that is down is a dependency that does not answer', async () => {
  const settings = { Mail__SmtpHost: '127.0.0.1', Mail__SmtpPort: '1', Mail__From: from };
  const send = mailerOf({ Mail__Provider: 'smtp', ...settings, ...development });
  await assert.rejects(send(await mail(), call), DependencyUnavailable);
});

const accessKey = Buffer.from('the key of a communication resource').toString('base64');

/** Azure Communication Services: checks the signature itself, and answers as it is told. */
async function azureService(t: TestContext, status: number) {
  const bodies: unknown[] = [];
  const { url } = await startApi(t, (response, _count, { line, headers, body }) => {
    const { host, authorization, 'x-ms-date': date } = headers;
    const digest = createHash('sha256').update(body).digest('base64');
    const signed = `${line.replace(' ', '\n')}\n${String(date)};${host};${digest}`;
    const hmac = createHmac('sha256', Buffer.from(accessKey, 'base64'));
    const signature = hmac.update(signed).digest('base64');
    const isSigned =
      headers['x-ms-content-sha256'] === digest &&
      authorization ===
        `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`;
    if (isSigned) bodies.push({ line, ...JSON.parse(body) });
    response.writeHead(isSigned ? status : 401).end('{}');
  });
  const Mail__AzureConnectionString = `endpoint=${url}/;accesskey=${accessKey}`;
  const settings = { Mail__Provider: 'azure', Mail__From: from, Mail__AzureConnectionString };
  return { bodies, send: mailerOf({ ...settings, ...development }) };
}

test('Azure: a signed request carries the mail', async (t) => {
  const { bodies, send } = await azureService(t, 202);
  const { subject, text: plainText, html } = await mail();
  assert.equal(await send(await mail(), call), 'taken');
  assert.deepEqual(bodies, [
    {
      line: 'POST /emails:send?api-version=2023-03-31',
      senderAddress: from,
      content: { subject, plainText, html },
      recipients: { to: [{ address: 'ada@example.org' }] },
      headers: { 'Auto-Submitted': 'auto-generated' },
    },
  ]);
});

test('Azure: the managed identity is asked for a token, the service gets it', async (t) => {
  const { env, asked } = await startManagedIdentity(t);
  const { url, seen } = await startApi(t, answerWith(202, {}));
  Object.assign(process.env, env);
  t.after(() => {
    for (const name of Object.keys(env)) delete process.env[name];
  });
  const Mail__AzureEndpoint = `${url}/`;
  const settings = { Mail__Provider: 'azure', Mail__From: from, Mail__AzureEndpoint };
  const send = mailerOf({ ...settings, ...development });
  assert.equal(await send(await mail(), call), 'taken');
  const resources = asked.map((each) => new URL(each.url, 'http://identity').searchParams);
  assert.deepEqual(
    resources.map((parameters) => parameters.get('resource')),
    ['https://communication.azure.com'],
  );
  assert.deepEqual(
    seen.map(({ headers }) => headers.authorization),
    [`Bearer ${identityToken}`],
  );
});

const azureAnswers = [
  { status: 400, outcome: 'refused' },
  { status: 401, outcome: 'unavailable' },
  { status: 429, outcome: 'unavailable' },
  { status: 503, outcome: 'unavailable' },
];
for (const { status, outcome } of azureAnswers) {
  test(`Azure: HTTP ${status} is ${outcome}`, async (t) => {
    const { send } = await azureService(t, status);
    const sending = send(await mail(), call);
    if (outcome === 'refused') assert.equal(await sending, outcome);
    else await assert.rejects(sending, DependencyUnavailable);
  });
}

const smtp = { Mail__Provider: 'smtp', Mail__From: from, Mail__SmtpHost: 'mail.example.org' };
const login = { Mail__SmtpUsername: 'club', Mail__SmtpPassword: 'a-real-password' };
const azure = { Mail__Provider: 'azure', Mail__From: from };
const unusable: { name: string; settings: Record<string, string>; setting: string }[] = [
  { name: 'no provider', settings: {}, setting: 'Mail__Provider' },
  { name: 'an unknown one', settings: { Mail__Provider: 'pigeon' }, setting: 'Mail__Provider' },
  { name: 'SMTP without a port', settings: { ...smtp, ...login }, setting: 'Mail__SmtpPort' },
  {
    name: 'SMTP with a word for a port',
    settings: { ...smtp, ...login, Mail__SmtpPort: 'smtp' },
    setting: 'Mail__SmtpPort',
  },
  {
    name: 'SMTP with an unresolved password',
    settings: {
      ...{ ...smtp, ...login, Mail__SmtpPort: '587' },
      Mail__SmtpPassword: '@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/mail)',
    },
    setting: 'Mail__SmtpPassword',
  },
  {
    name: 'Azure with an empty connection string',
    settings: { ...azure, Mail__AzureConnectionString: '' },
    setting: 'Mail__AzureConnectionString',
  },
  {
    name: 'Azure with an endpoint without TLS',
    settings: { ...azure, Mail__AzureEndpoint: 'http://mail.example.org' },
    setting: 'Mail__AzureEndpoint',
  },
  {
    name: 'Azure over HTTP',
    settings: {
      ...azure,
      Mail__AzureConnectionString: `endpoint=http://mail.example.org/;accesskey=${accessKey}`,
    },
    setting: 'Mail__AzureConnectionString',
  },
];
for (const { name, settings, setting } of unusable) {
  test(`settings of mail that cannot be used are named: ${name}`, () => {
    assert.throws(
      () => mailerOf(settings),
      (error) => error instanceof SettingsInvalid && error.problems[0]?.setting === setting,
    );
  });
}

test('the inbox of development is none in Azure', async () => {
  const send = mailerOf({ Mail__Provider: 'development' });
  await assert.rejects(async () => send(await mail(), call), SettingsInvalid);
});

test('what is filled into the HTML is text, whatever it is', async () => {
  const hostile = { to: 'ada@example.org', code: '<img src=x onerror="a()">&\'', minutes };
  const { html, text: plain }: Mail = await writeCodeMail({ ...hostile, language: '"><script>' });
  assert.ok(html.includes('&lt;img src=x onerror=&quot;a()&quot;&gt;&amp;&#39;'));
  assert.doesNotMatch(html, /<img|<script/);
  assert.ok(plain.includes(hostile.code));
});
