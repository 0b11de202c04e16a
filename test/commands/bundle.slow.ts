import assert from 'node:assert/strict';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { startAzurite } from '../support/azurite.ts';
import { runHost, startFunctionsHost } from '../support/functions-host.ts';
import { startIngestion } from '../support/ingestion.ts';
import { identityToken, startManagedIdentity } from '../support/managed-identity.ts';
import { copyProject, type ProjectCopy, runNode } from '../support/project-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { withoutScenario } from '../support/without-scenario.ts';

const root = join(import.meta.dirname, '../..');

interface Route {
  readonly profile: string;
  readonly function: string;
  readonly method: string;
  readonly route: string;
  readonly authentication: Readonly<Record<string, string>>;
}

/** Settings with the secrets that a profile's callers must know. */
function secretsOf({ authentication }: Route): string[] {
  const { username, password, key, token } = authentication;
  return [username, password, key, token].filter((name) => name !== undefined);
}

/** The bundle of our own functions where nothing else is, least of all node_modules. */
async function deploy(t: TestContext, project: ProjectCopy): Promise<string> {
  const { code, stderr } = await project.countersign('bundle');
  assert.equal(stderr, '');
  assert.equal(code, 0);
  const folder = await temporaryFolder(t);
  await cp(join(project.folder, '.deploy'), folder, { recursive: true });
  return folder;
}

async function readJson(file: string) {
  return JSON.parse(await readFile(file, 'utf8'));
}

async function readRoutes({ folder }: ProjectCopy): Promise<Route[]> {
  return readJson(join(folder, 'shared/generated/routes.json'));
}

async function developmentValues({ folder }: ProjectCopy): Promise<Record<string, string>> {
  return (await readJson(join(folder, 'local.settings.json'))).Values;
}

test("azd's hook packs a clone in which nothing has been built", async (t) => {
  const { folder } = await copyProject(t);
  for (const path of ['infra/hooks', 'newer-node.mjs']) {
    await cp(join(root, path), join(folder, path), { recursive: true });
  }
  const { code, stderr } = await runNode(folder, join(folder, 'infra/hooks/prepackage.mjs'));
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  const packed = await readdir(join(folder, '.deploy'));
  for (const file of ['functions.cjs', 'host.json', 'package.json'])
    assert.ok(packed.includes(file));
});

/** Calls a profile as somebody who knows no secret; the answer's status. */
async function knock(baseUrl: string, { method, route }: Route): Promise<number> {
  const path = route.replaceAll(/\{[^}]*\}/g, 'x');
  const response = await fetch(`${baseUrl}/api/${path}`, {
    method,
    ...(method === 'POST' && { body: '{}', headers: { 'Content-Type': 'application/json' } }),
  });
  await response.arrayBuffer();
  return response.status;
}

async function knockAtAll(baseUrl: string, routes: readonly Route[]) {
  const answers = routes.map(
    async (route) => [route.profile, await knock(baseUrl, route)] as const,
  );
  return Object.fromEntries(await Promise.all(answers));
}

test('the bundle registers what the sources register, and holds no settings', async (t) => {
  const project = await copyProject(t);
  const folder = await deploy(t, project);
  assert.ok(!(await readdir(folder)).includes('local.settings.json'));
  const bundled = await runHost(['--list'], { app: folder }).ended;
  const main = 'functions/**/*.ts';
  const sources = await runHost(['--list'], { app: project.folder, main }).ended;
  const names = (stdout: string) => JSON.parse(stdout).map((found: { name: string }) => found.name);
  assert.deepEqual(names(bundled.stdout).sort(), names(sources.stdout).sort());
  assert.ok(names(bundled.stdout).includes('sweep-expired'));
});

test('with production settings and nothing else the bundle guards every profile', {
  skip: withoutScenario('membership'),
}, async (t) => {
  const project = await copyProject(t);
  const app = await deploy(t, project);
  const values = Object.entries(await developmentValues(project));
  const env: Record<string, string | undefined> = {
    ...Object.fromEntries(
      values.map(([name, value]) => [name, value.replace('development-only-', 'real-')]),
    ),
    AZURE_FUNCTIONS_ENVIRONMENT: 'Production',
    WEBSITE_INSTANCE_ID: 'instance',
    Bearer__Issuer: 'https://login.example.com/tenant/v2.0',
    B2C_1A_RestClientCertificate__Thumbprints: 'A'.repeat(40),
    Storage: undefined,
    Storage__tableServiceUri: 'https://clubdata.table.core.windows.net',
  };
  const host = await startFunctionsHost(t, { app, env });
  const routes = await readRoutes(project);
  const unauthenticated = routes.map(({ profile }) => [profile, 401] as const);
  assert.deepEqual(await knockAtAll(host.baseUrl, routes), Object.fromEntries(unauthenticated));
  const user = `${env['B2C_1A_RestUsername']}:${env['B2C_1A_RestPassword']}`;
  const authorization = `Basic ${Buffer.from(user).toString('base64')}`;
  const known = await host.post('/api/validate-member-number', '{', {
    'Content-Type': 'application/json',
    authorization,
  });
  assert.equal(known.status, 400, 'the right credentials reach the claims');
});

test('what Key Vault holds is refused where it was not resolved', async (t) => {
  const project = await copyProject(t);
  const app = await deploy(t, project);
  const values = await developmentValues(project);
  const routes = await readRoutes(project);
  const secrets = [...routes.flatMap(secretsOf), 'Idempotency__Key'];
  const reference = (name: string) =>
    `@Microsoft.KeyVault(SecretUri=https://kv-club.vault.azure.net/secrets/${name})`;
  const unresolved = Object.fromEntries(secrets.map((name) => [name, reference(name)]));
  const pin = { B2C_1A_RestClientCertificate__Thumbprints: 'A'.repeat(40) };
  const host = await startFunctionsHost(t, { app, env: { ...values, ...pin, ...unresolved } });
  const answers = await knockAtAll(host.baseUrl, routes);
  const refused = routes.map((route) => [route.profile, secretsOf(route).length > 0 ? 503 : 401]);
  assert.deepEqual(answers, Object.fromEntries(refused));
  assert.equal((await host.get('/api/health')).status, 503);
});

const azures = [
  {
    name: 'AZURE_FUNCTIONS_ENVIRONMENT=Production',
    env: { AZURE_FUNCTIONS_ENVIRONMENT: 'Production' },
  },
  {
    name: 'an instance of App Service',
    env: { AZURE_FUNCTIONS_ENVIRONMENT: 'Development', WEBSITE_INSTANCE_ID: 'instance' },
  },
];
for (const { name, env } of azures) {
  test(`with development values every profile of the bundle answers 503: ${name}`, async (t) => {
    const project = await copyProject(t);
    const app = await deploy(t, project);
    const values = await developmentValues(project);
    const host = await startFunctionsHost(t, { app, env: { ...values, ...env } });
    const routes = await readRoutes(project);
    const unavailable = routes.map(({ profile }) => [profile, 503] as const);
    assert.deepEqual(await knockAtAll(host.baseUrl, routes), Object.fromEntries(unavailable));
    assert.equal((await host.get('/api/health')).status, 503);
  });
}

test('the bundle has what is loaded late: messages with parameters, telemetry, and the identity that sends it', {
  skip: withoutScenario('password-reset'),
}, async (t) => {
  const project = await copyProject(t);
  const app = await deploy(t, project);
  const [{ connectionString }, ingestion, identity] = await Promise.all([
    startAzurite(t),
    startIngestion(t),
    startManagedIdentity(t),
  ]);
  const values = await developmentValues(project);
  const env = {
    ...values,
    ...ingestion.env,
    ...identity.env,
    Storage: connectionString,
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=the-client;Authorization=AAD',
  };
  const host = runHost(['--port', '0'], { app, env });
  t.after(() => host.kill('SIGKILL'));
  const url = `${await host.listening}/api/check-password-reset`;
  const user = `${values['B2C_1A_RestUsername']}:${values['B2C_1A_RestPassword']}`;
  const headers = { authorization: `Basic ${Buffer.from(user).toString('base64')}` };
  const body = new URLSearchParams({ email: 'nora@example.org', language: 'fr-CA' });
  const answers: { readonly userMessage?: string }[] = [];
  for (let resets = 0; resets < 6; resets += 1) {
    const response = await fetch(url, { method: 'POST', headers, body });
    answers.push((await response.json()) as { readonly userMessage?: string });
  }
  assert.match(answers.at(-1)?.userMessage ?? '', /Veuillez réessayer dans 24 heures\./);
  // Once the SDK is loaded; a process that ends does not wait for that on a busy machine.
  await t.waitFor(() => assert.ok(ingestion.envelopes.length > 0), { timeout: 120_000 });
  host.kill('SIGTERM');
  await host.ended;
  assert.match(ingestion.text(), /"countersign\.refusal".*TOO_MANY_RESETS/);
  assert.match(ingestion.text(), new RegExp(`authorization\nBearer ${identityToken}`, 'i'));
});

test('the bundle hashes passwords in a thread, and has the lists of common ones and of throw-away mail', {
  skip: withoutScenario('migration', 'password-rules', 'email-domain'),
}, async (t) => {
  const project = await copyProject(t);
  const app = await deploy(t, project);
  const { connectionString: Storage } = await startAzurite(t);
  const values = await developmentValues(project);
  const host = await startFunctionsHost(t, {
    app,
    env: { ...values, Storage, CallDeadlineMs: '8000' },
  });
  const user = `${values['B2C_1A_RestUsername']}:${values['B2C_1A_RestPassword']}`;
  const headers = {
    'Content-Type': 'application/json',
    authorization: `Basic ${Buffer.from(user).toString('base64')}`,
  };
  const post = async (route: string, claims: Record<string, string>) =>
    (await host.post(`/api/${route}`, JSON.stringify(claims), headers)).json();
  const nobody = { signInName: 'nobody@example.org', password: 'hashed all the same' };
  assert.deepEqual(await post('check-legacy-password', nobody), { needsMigration: false });
  const common = await post('check-new-password', { newPassword: 'P@ssw0rd2026!' });
  assert.equal(common['code'], 'PASSWORD_TOO_COMMON');
  const key = { 'x-api-key': values['B2C_1A_RestApiKey'] ?? '' };
  const disposable = await host.get('/api/check-email-domain?domain=guerrillamail.com', key);
  assert.equal((await disposable.json())['code'], 'EMAIL_DOMAIN_REFUSED');
});

test('bundle prints the size of each file, and replaces a former bundle only', async (t) => {
  const project = await copyProject(t);
  const first = await project.countersign('bundle', '--out', 'out');
  assert.match(first.stdout, /^ +\d+\.\d kB {2}functions\.cjs$/m);
  assert.match(first.stdout, /^ +\d+\.\d kB {2}in out: deploy this folder\.\n$/m);
  await writeFile(join(project.folder, 'out/left-over.cjs'), '');
  const second = await project.countersign('bundle', '--out', 'out', '--json');
  const { files, total } = JSON.parse(second.stdout);
  assert.deepEqual(Object.keys(files).sort(), (await readdir(join(project.folder, 'out'))).sort());
  assert.ok(!('left-over.cjs' in files));
  assert.ok(total > files['functions.cjs'] && files['functions.cjs'] > 10_000);
  const refused = await project.countersign('bundle', '--out', 'functions');
  assert.equal(
    refused.stderr,
    'error "functions" holds something else than a bundle: choose another --out.\n',
  );
  assert.equal(refused.code, 1);
  assert.ok((await readdir(join(project.folder, 'functions'))).includes('health.ts'));
});
