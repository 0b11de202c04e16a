import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { ensureClientCertificate } from '../../caller/client-certificate.ts';
import { startIssuer } from '../../caller/issuer.ts';
import type { TestCertificate } from '../support/certificates.ts';
import { startFunctionsHost } from '../support/functions-host.ts';
import { startProductionStorage } from '../support/production-storage.ts';
import { runNode } from '../support/project-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { answerWith, startApi } from '../support/test-api.ts';
import { localhostCertificate, type Passing, startTlsFront } from '../support/tls-front.ts';
import { withoutScenario } from '../support/without-scenario.ts';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);

type Settings = Readonly<Record<string, string>>;

/** The zip that is deployed, unpacked where nothing else is. */
async function unpack(t: TestContext): Promise<string> {
  const built = join(await temporaryFolder(t), 'deploy');
  const { code, stderr } = await runNode(root, join(root, 'cli.ts'), 'bundle', '--out', built);
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  const folder = await temporaryFolder(t);
  const zip = join(await temporaryFolder(t), 'deploy.zip');
  await run('zip', ['-q', '-r', zip, '.'], { cwd: built });
  await run('unzip', ['-q', zip, '-d', folder]);
  return folder;
}

/** Entra as the functions see it: an issuer at an https address. */
async function startEntra(t: TestContext, audience: string) {
  const certificate = localhostCertificate();
  let plain = '';
  let issuer = '';
  const change = (answer: Passing) => ({
    ...answer,
    body: Buffer.from(answer.body.toString('utf8').replaceAll(plain, issuer)),
  });
  issuer = await startTlsFront(t, { target: () => plain, certificate, change });
  const clients = new Map([['b2c', 'of-entra']]);
  const running = await startIssuer({ port: 0, issuer, audience, clients });
  t.after(() => running.close());
  plain = running.url;
  return { certificate, issuer };
}

/** A captcha service that finds nothing solved. */
async function startCaptcha(t: TestContext, certificate: TestCertificate): Promise<string> {
  const { url } = await startApi(t, answerWith(200, { success: false }));
  return startTlsFront(t, { target: () => url, certificate });
}

/** What Bicep and the platform set, with random secrets; and what B2C then has. */
async function startProduction(t: TestContext) {
  const audience = 'api://alder-lake-rowing';
  const { certificate, issuer } = await startEntra(t, audience);
  const storage = await startProductionStorage(t, certificate);
  const captcha = await startCaptcha(t, certificate);
  const keyFolder = join(await temporaryFolder(t), 'keys');
  const wanted = { folder: keyFolder, storageReferenceId: 'B2C_1A_RestClientCertificate' };
  const { thumbprint } = await ensureClientCertificate({ ...wanted, now: new Date() });
  const secrets = Object.fromEntries(secretNames.map((name) => [name, random()]));
  const settings: Settings = {
    ...{ AZURE_FUNCTIONS_ENVIRONMENT: 'Production', WEBSITE_SITE_NAME: 'func-club' },
    ...{ WEBSITE_INSTANCE_ID: 'instance', ClientCertificateForwarded: 'true' },
    ...{ Bearer__Issuer: issuer, Bearer__Audience: audience, Bearer__AllowedClients: 'b2c' },
    ...{ B2C_1A_RestClientCertificate__Thumbprints: thumbprint, CallDeadlineMs: '8000' },
    ...{ Captcha__Provider: 'turnstile', Captcha__Url: captcha },
    ...{ ...secrets, ...storage },
    ...Object.fromEntries(Object.entries(secrets).map(([name, value]) => [`${name}__Next`, value])),
  };
  const caller = { B2C_1A_RestClientId: 'b2c', B2C_1A_RestClientSecret: 'of-entra' };
  return { settings, caller, issuer, dataFolder: join(keyFolder, '..') };
}

const secretNames = [
  ...['B2C_1A_RestUsername', 'B2C_1A_RestPassword', 'B2C_1A_RestApiKey', 'B2C_1A_RestToken'],
  ...['Captcha__Secret', 'Digest__Key', 'Health__Key', 'Idempotency__Key', 'Invitation__OfficeKey'],
];

function random(): string {
  return randomBytes(32).toString('base64url');
}

interface Report {
  readonly profiles: readonly {
    readonly profile: string;
    readonly calls: readonly {
      readonly name: string;
      readonly isCase: boolean;
      readonly status?: number;
      readonly findings: readonly { readonly check: string; readonly message: string }[];
    }[];
  }[];
}

const scenarios = ['membership', 'roles', 'sign-in-record'] as const;
const missing = scenarios.map((name) => withoutScenario(name)).find(Boolean);
const skip = missing || process.platform === 'win32';

test('the zip in an empty folder serves every profile with production settings alone', {
  skip,
}, async (t) => {
  const { settings, caller, issuer, dataFolder } = await startProduction(t);
  const app = await unpack(t);
  assert.ok(!(await readdir(app)).includes('node_modules'));
  const host = await startFunctionsHost(t, { app, env: settings });
  const health = await host.get('/api/health', { 'x-health-key': settings['Health__Key'] ?? '' });
  const { status, problems } = await health.json<{ status: string; problems: string[] }>();
  assert.deepEqual({ status, problems }, { status: 'ok', problems: [] });
  const env = { ...process.env, ...settings, ...caller };
  await run(process.execPath, [join(root, 'functions/seed.ts')], { cwd: root, env });
  const args = ['--url', host.baseUrl, '--data', dataFolder, '--json', '--cases'];
  const token = ['--setting', `TokenEndpoint=${issuer}/oauth2/v2.0/token`];
  const told = await contract(env, [...args, 'policies/contract-cases.yaml', ...token]);
  const statuses = told.profiles.map(({ profile, calls }) => {
    const met = (isCase: boolean) =>
      calls.flatMap((call) => (call.isCase === isCase && isTold(call.name) ? call.status : []));
    return { profile, wrong: [...new Set(met(false))], right: met(true) };
  });
  const refusing = statuses.filter(({ wrong }) => wrong.join() !== '401');
  assert.deepEqual(refusing, [], 'a caller without the right credentials gets 401 everywhere');
  const silent = statuses.filter(
    ({ right }) => !right.some((each) => each === 200 || each === 409),
  );
  assert.deepEqual(silent, [], 'a right caller gets claims or a refusal everywhere');
});

/** Of the default calls only those with wrong credentials. */
function isTold(name: string): boolean {
  return !/^(body|query|URL|header|method)\b/.test(name);
}

async function contract(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<Report> {
  const options = { cwd: root, env, maxBuffer: 64 * 1024 * 1024 };
  const program = [join(root, 'cli.ts'), 'contract', ...args];
  const { promise, resolve } = Promise.withResolvers<string>();
  execFile(process.execPath, program, options, (_error, stdout, stderr) => {
    resolve(stdout || stderr);
  });
  return JSON.parse(await promise);
}

const refusals = [
  { name: 'a development value', value: 'development-only-Lx41cTnK', says: /development value/ },
  {
    name: 'a reference that nobody resolved',
    value: '@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/B2C-1A-RestApiKey)',
    says: /Key Vault reference that was not resolved/,
  },
];
test('the zip refuses secrets that anybody can read, in either slot', { skip }, async (t) => {
  const { settings } = await startProduction(t);
  const app = await unpack(t);
  for (const { name, value, says } of refusals) {
    for (const slot of ['B2C_1A_RestApiKey', 'B2C_1A_RestApiKey__Next']) {
      const host = await startFunctionsHost(t, { app, env: { ...settings, [slot]: value } });
      const path = '/api/check-email-domain?emailDomain=example.org';
      const answer = await host.get(path, { 'x-api-key': value });
      assert.equal(answer.status, 503, `${name} in ${slot}`);
      const key = { 'x-health-key': settings['Health__Key'] ?? '' };
      const health = await (await host.get('/api/health', key)).json<{ problems: string[] }>();
      assert.match(health.problems.join(), new RegExp(`"${slot}" .*${says.source}`));
    }
  }
});
