import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { writePageProject } from '../support/page-project.ts';
import { runNode } from '../support/project-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { withoutScenario } from '../support/without-scenario.ts';

const cli = join(import.meta.dirname, '../../cli.ts');
const needed = { skip: withoutScenario('password-reset') };
const policy = 'policies/TrustFrameworkBase.xml';

test('add scenario extends a project of its own, once', needed, async (t) => {
  const folder = await temporaryFolder(t);
  await writePageProject(folder);
  const before = readFileSync(join(folder, policy), 'utf8');
  const added = await runNode(folder, cli, 'add', 'scenario', 'password-reset', '--json');
  assert.equal(added.stderr, '');
  const { written, remarks } = JSON.parse(added.stdout);
  assert.deepEqual(remarks, []);
  for (const path of [policy, 'policies/appsettings.json', 'functions/password-reset/resets.ts'])
    assert.ok(written.includes(path), path);
  assert.deepEqual(lostLines(before, readFileSync(join(folder, policy), 'utf8')), []);
  const json = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  assert.equal(json('package.json').main, 'dist/functions/**/*.js');
  assert.ok(json('package.json').dependencies['@azure/data-tables']);
  assert.equal(json('local.settings.json').Values.B2C_1A_RestPassword, 'development-only-password');
  assert.ok(json('local.settings.json').Values.B2C_1A_RestToken.startsWith('development-only-'));
  assert.deepEqual(json('countersign.json').functions, ['sweep-expired', 'sweep-replies']);
  const profiles = json('shared/generated/routes.json').map(({ profile }: Route) => profile);
  assert.ok(profiles.includes('REST-CheckPasswordReset') && profiles.includes('REST-Loyalty'));

  const again = await runNode(folder, cli, 'add', 'scenario', 'password-reset', '--json');
  assert.deepEqual(JSON.parse(again.stdout).written, []);
});

interface Route {
  readonly profile: string;
}

const inTheWay = [
  {
    name: 'a file of the same name',
    path: 'functions/password-reset/resets.ts',
    text: '// mine\n',
    stderr: /^error "functions\/password-reset\/resets\.ts" is there already/,
  },
  {
    name: 'a profile of the same name',
    path: 'policies/Other.xml',
    text: `<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0"
  TenantId="a.onmicrosoft.com" PolicyId="B2C_1A_Other" PublicPolicyUri="http://a/b">
  <BasePolicy><TenantId>a.onmicrosoft.com</TenantId><PolicyId>B2C_1A_Base</PolicyId></BasePolicy>
  <ClaimsProviders><ClaimsProvider><DisplayName>Mine</DisplayName><TechnicalProfiles>
    <TechnicalProfile Id="REST-CheckPasswordReset"><DisplayName>Mine</DisplayName></TechnicalProfile>
  </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
</TrustFrameworkPolicy>`,
    stderr: /^error policies\/Other\.xml:5 has a technical profile "REST-CheckPasswordReset"/,
  },
  {
    name: 'comments in package.json',
    path: 'package.json',
    text: '{ // mine\n}',
    stderr: /^error "package\.json" is no plain JSON/,
  },
];
for (const { name, path, text, stderr } of inTheWay) {
  test(`add scenario writes nothing where this is in the way: ${name}`, needed, async (t) => {
    const folder = await temporaryFolder(t);
    await writePageProject(folder, false);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    const before = snapshot(folder);
    const result = await runNode(folder, cli, 'add', 'scenario', 'password-reset');
    assert.match(result.stderr, stderr);
    assert.equal(result.code, 1);
    assert.deepEqual(snapshot(folder), before);
  });
}

test('add scenario knows no other names, and lists those it knows', async (t) => {
  const folder = await temporaryFolder(t);
  const unknown = await runNode(folder, cli, 'add', 'scenario', 'pasword-reset');
  assert.match(unknown.stderr, /There is no scenario "pasword-reset"\./);
  assert.equal(unknown.code, 2);
  const listed = await runNode(folder, cli, 'add', 'scenario', '--list', '--json');
  assert.ok(Object.keys(JSON.parse(listed.stdout)).length > 0);
});

function snapshot(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]));
}

function lostLines(before: string, after: string): string[] {
  const lines = new Set(after.split('\n'));
  return before.split('\n').filter((line) => !lines.has(line));
}
