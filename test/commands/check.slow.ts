import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Diagnostic } from '../../compiler/diagnostic.ts';
import {
  compileFunctions,
  copyProject,
  type ProjectCopy,
  runNode,
} from '../support/project-copy.ts';

const root = join(import.meta.dirname, '../..');
const sources = ['--main', 'functions/**/*.ts'];

test("a claim's new DataType breaks the compile of the function that uses it", async (t) => {
  const project = await copyProject(t);
  await project.edit('policies/TrustFrameworkBase.xml', (xml) =>
    xml.replace(
      /(<ClaimType Id="outingsPerWeek">[\s\S]*?<DataType>)int(<\/DataType>)/,
      '$1string$2',
    ),
  );
  const check = await project.countersign('check', ...sources);
  assert.match(check.stdout, /is stale/);
  assert.equal(check.code, 1);
  assert.equal((await project.countersign('generate')).code, 0);
  const compiled = await compileFunctions([project]);
  assert.match(compiled.stdout, /functions\/preferences\//);
  assert.notEqual(compiled.code, 0);
});

const brokenProjects = [
  {
    name: 'a broken policy',
    file: 'policies/TrustFrameworkBase.xml',
    edit: (text: string) => text.replace('</BuildingBlocks>', ''),
    says: /policies\/TrustFrameworkBase\.xml:\d+:\d+ .*error/,
  },
  {
    name: 'a broken countersign.json',
    file: 'countersign.json',
    edit: (text: string) => text.replace('"hosts"', '"hots"'),
    says: /countersign\.json:\d+:\d+ .*error/,
  },
];
for (const { name, file, edit, says } of brokenProjects) {
  test(`with ${name} no function is accused`, async (t) => {
    const project = await copyProject(t);
    await project.edit(file, edit);
    const { code, stdout, stderr } = await project.countersign('check', ...sources);
    assert.match(stderr, says);
    assert.doesNotMatch(stderr, /serves no technical profile|has no function|\n {4}at /);
    assert.equal(stdout, '');
    assert.equal(code, 1);
  });
}

test('what lint finds ends a check, unless its baseline accepts it', async (t) => {
  const project = await copyProject(t);
  await project.edit('policies/TrustFrameworkExtensions.xml', (xml) =>
    xml.replace(
      '<Preconditions>',
      '<Preconditions><!-- one more --><Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>objectId</Value><Value>displayName</Value><Action>SkipThisValidationTechnicalProfile</Action></Precondition>',
    ),
  );
  const found = await project.countersign('check', ...sources, '--json');
  const { diagnostics, functions, written } = JSON.parse(found.stdout);
  assert.deepEqual(
    diagnostics.map(({ rule }: { rule: string }) => rule),
    ['pre-arity'],
  );
  assert.deepEqual([functions, written], [[], []]);
  assert.equal(found.code, 1);
  const missing = await project.countersign('check', ...sources, '--baseline', 'accepted.json');
  assert.match(missing.stderr, /There is no baseline "accepted.json"/);
  assert.equal(missing.code, 2);
  await project.countersign('lint', 'policies', '--baseline', 'accepted.json');
  const accepted = await project.countersign('check', ...sources, '--baseline', 'accepted.json');
  assert.equal(accepted.stderr, '');
  assert.equal(accepted.code, 0);
});

/** A scenario may be deleted, with its messages. */
const needsInvitation = {
  skip: !existsSync(join(root, 'functions/invitation')) && 'the scenario of the test is gone',
};

test(
  'a catalogue that lacks texts or a language of the pages fails the check',
  needsInvitation,
  async (t) => {
    const project = await copyProject(t);
    await project.edit('functions/invitation/messages.ts', (text) =>
      text
        .replace(/ {2}de: \{[^}]*\n {2}\},\n/, '  de: {},\n')
        .replace(/ {2}fr: \{[^}]*\n {2}\},\n/, ''),
    );
    const { code, stderr } = await project.countersign('check', ...sources);
    assert.match(stderr, /The message "INVITATION_INVALID" has no text in "de"/);
    assert.match(
      stderr,
      /The pages are in "fr" too, and the messages with "INVITATION_INVALID" are not/,
    );
    assert.equal(code, 1);
    const compiled = await compileFunctions([project]);
    assert.match(compiled.stdout, /functions\/invitation\/messages\.ts.*\n.*INVITATION_INVALID/);
  },
);

test('check --json prints one object: what is stale, which functions disagree', async (t) => {
  const project = await copyProject(t);
  await project.edit('countersign.json', (text) => text.replace(/"health",\s*/, ''));
  await project.edit('shared/generated/routes.json', (text) => `${text}\n`);
  const { code, stdout, stderr } = await project.countersign('check', '--json', ...sources);
  assert.equal(stderr, '');
  const { functions, messages, written, removed, diagnostics } = JSON.parse(stdout);
  assert.deepEqual(messages, []);
  assert.deepEqual({ written, removed }, { written: ['routes.json'], removed: [] });
  assert.match(functions.join(), /^Function "health" serves no technical profile: remove it/);
  assert.ok(Array.isArray(diagnostics));
  assert.equal(code, 1);
});

test('check --json prints what is wrong with the policies, and no more', async (t) => {
  const project = await copyProject(t);
  await project.edit('policies/TrustFrameworkBase.xml', (xml) => xml.slice(0, -30));
  const { code, stdout, stderr } = await project.countersign('check', '--json', ...sources);
  assert.equal(stderr, '');
  const { diagnostics, ...rest } = JSON.parse(stdout);
  assert.equal(diagnostics[0].severity, 'error');
  assert.deepEqual(rest, {});
  assert.equal(code, 1);
});

test('check --all misses functions for the profiles of other hosts', async () => {
  const args = ['check', '--all', '--json', ...sources];
  const { code, stdout } = await runNode(root, join(root, 'cli.ts'), ...args);
  const { functions, written } = JSON.parse(stdout);
  assert.match(functions.join('\n'), /Technical profile "REST-AcquireAccessToken" has no function/);
  assert.ok(written.includes('routes.json'));
  assert.equal(code, 1);
});

test('check --env takes that environment, and refuses one that is not there', async () => {
  const check = (environment: string) =>
    runNode(root, join(root, 'cli.ts'), 'check', '--env', environment, ...sources);
  assert.equal((await check('Local')).code, 0);
  const { code, stderr, stdout } = await check('Lokal');
  assert.match(stderr, /"Lokal"/);
  assert.equal(stdout, '');
  assert.equal(code, 2);
});

test('without any one scenario and its profiles the rest is generated, checked and compiled', async (t) => {
  const projects: ProjectCopy[] = [];
  for (const scenario of scenarios()) {
    await t.test(`without "${scenario}"`, async () => {
      const project = await copyWithout(t, scenario);
      await followLint(project);
      const generated = await project.countersign('generate');
      assert.equal(generated.code, 0, generated.stderr);
      const check = await project.countersign('check', ...sources);
      assert.match(check.stdout, /Every profile has its function/);
      assert.equal(check.code, 0);
      projects.push(project);
    });
  }
  const [first, ...others] = projects;
  assert.ok(first);
  assert.deepEqual(await compileFunctions([first, ...others]), { code: 0, stdout: '', stderr: '' });
});

/** Claims of the relying party that nobody sets any more go: lint names them. */
async function followLint(project: ProjectCopy): Promise<void> {
  const { stdout } = await project.countersign('lint', '--json');
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
  const unset = diagnostics.filter(({ rule }) => rule === 'flow-rp-output-not-produced');
  for (const { position } of unset) {
    await project.edit(position.file, (xml) =>
      xml
        .split('\n')
        .toSpliced(position.line - 1, 1)
        .join('\n'),
    );
  }
}

async function copyWithout(t: TestContext, scenario: string): Promise<ProjectCopy> {
  const project = await copyProject(t);
  const profiles = profilesOf(scenario);
  assert.ok(profiles.length > 0, 'the scenario serves a profile');
  const folder = join(root, 'functions', scenario);
  const { policy } = JSON.parse(readFileSync(join(folder, 'scenario.json'), 'utf8'));
  const files = readdirSync(folder);
  await rm(join(project.folder, 'functions', scenario), { recursive: true });
  if (policy !== undefined) await rm(join(project.folder, 'policies', policy));
  await forgetFunctions(project, files);
  for (const file of policyFiles().filter((each) => each !== policy)) {
    const path = join('policies', file);
    const xml = readFileSync(join(root, path), 'utf8');
    const without = removeProfiles(xml, profiles);
    if (without !== xml) await project.edit(path, () => without);
  }
  return project;
}

/** Functions of the folder that serve no profile are listed in countersign.json. */
async function forgetFunctions(project: ProjectCopy, files: readonly string[]): Promise<void> {
  const { functions, ...rest } = JSON.parse(readFileSync(join(root, 'countersign.json'), 'utf8'));
  const kept = functions.filter((name: string) => !files.includes(`${name}.ts`));
  if (kept.length === functions.length) return;
  await project.edit('countersign.json', () => JSON.stringify({ ...rest, functions: kept }));
}

function scenarios(): string[] {
  const entries = readdirSync(join(root, 'functions'), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

function policyFiles(): string[] {
  return readdirSync(join(root, 'policies')).filter((file) => file.endsWith('.xml'));
}

/** The profiles whose generated files the scenario's functions import. */
function profilesOf(scenario: string): string[] {
  const routes: { profile: string; function: string }[] = JSON.parse(
    readFileSync(join(root, 'shared/generated/routes.json'), 'utf8'),
  );
  const files = readdirSync(join(root, 'functions', scenario));
  return routes
    .filter((route) => files.includes(`${route.function}.ts`))
    .map(({ profile }) => profile);
}

/** Takes out the profiles and whatever refers to them, as their author would. */
function removeProfiles(xml: string, profiles: readonly string[]): string {
  const without = profiles.reduce((text, id) => {
    const references = [
      `<TechnicalProfile Id="${id}">[\\s\\S]*?</TechnicalProfile>`,
      `<ValidationTechnicalProfile ReferenceId="${id}"[^>]*/>`,
      `<ValidationTechnicalProfile ReferenceId="${id}"(?:[^>]*[^/])?>[\\s\\S]*?</ValidationTechnicalProfile>`,
      `<OrchestrationStep [^>]*[^/]>(?:(?!</OrchestrationStep>)[\\s\\S])*TechnicalProfileReferenceId="${id}"[\\s\\S]*?</OrchestrationStep>`,
    ];
    return references.reduce((rest, pattern) => rest.replace(new RegExp(pattern, 'g'), ''), text);
  }, xml);
  return without === xml ? xml : renumber(removeEmptied(without));
}

/** Steps are counted from 1 in each journey. */
function renumber(xml: string): string {
  return xml.replaceAll(/<OrchestrationSteps>[\s\S]*?<\/OrchestrationSteps>/g, (steps) => {
    let order = 0;
    return steps.replaceAll(/(<OrchestrationStep Order=")\d+/g, (_, start: string) => {
      order += 1;
      return `${start}${order}`;
    });
  });
}

/** Containers that the schema does not allow to be empty, innermost first. */
function removeEmptied(xml: string): string {
  const containers = [
    'ValidationTechnicalProfiles',
    'OrchestrationSteps',
    'SubJourney',
    'SubJourneys',
  ];
  return containers.reduce(
    (text, name) => text.replace(new RegExp(`<${name}(?: [^>]*)?>\\s*</${name}>`, 'g'), ''),
    xml,
  );
}
