import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { FilePlan } from './file-plan.ts';
import { runGenerate } from './generate-project.ts';
import type { NewFlags } from './new.ts';
import { planProject } from './new-project.ts';
import { addScenario } from './run-add-scenario.ts';
import { shippedScenario, shippedScenarios } from './shipped-scenarios.ts';
import { UsageError } from './usage.ts';

/**
 * Writes a project into a new folder. Returns the exit code.
 * @throws UsageError for a name that is none, or a folder that holds something
 */
export async function runNew(path: string, flags: NewFlags): Promise<number> {
  const folder = resolve(path);
  const name = projectName(folder);
  requireEmpty(folder, path);
  const scenarios = flags.scenario ?? (await askForScenarios(flags));
  if (flags.bare && scenarios.length > 0)
    throw new UsageError(
      '--bare has no policies for a scenario: "countersign add scenario" adds one to yours.',
    );
  for (const each of scenarios) shippedScenario(each);
  const start = process.cwd();
  mkdirSync(folder, { recursive: true });
  process.chdir(folder); // all that a project is made of is looked for in the working directory
  const plan = new FilePlan('.');
  planProject(plan, { name, tenant: tenantOf(name, flags), isBare: flags.bare ?? false });
  const written = plan.write();
  const added = scenarios.map((each) => addScenario(each, {}));
  const code = flags.bare ? 0 : runGenerate({ out: 'shared/generated', quiet: true });
  const files = [...new Set([...written, ...added.flatMap((each) => each.written)])].sort();
  const remarks = added.flatMap((each) => each.remarks);
  process.chdir(start);
  if (flags.json) console.log(JSON.stringify({ folder, written: files, remarks }, undefined, 2));
  else
    report({
      folder: relative(start, folder) || '.',
      files,
      remarks,
      isEmpty: scenarios.length === 0,
    });
  return code;
}

/** What npm and Azure take: it becomes the name of the package and of the Function App. */
function projectName(folder: string): string {
  const name = basename(folder);
  if (/^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$/.test(name) && !reserved.test(name)) return name;
  throw new UsageError(
    `"${name}" cannot be a project's name: 2 to 60 small letters, digits and hyphens, neither first nor last a hyphen.`,
  );
}

/** Windows has no folders of these names; npm no such package. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d|node-modules)$/;

function requireEmpty(folder: string, path: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new UsageError(`"${path}" is there already, and not empty: choose another name.`);
}

function tenantOf(name: string, { tenant }: NewFlags): string {
  if (tenant === undefined) return `${name.replaceAll('-', '').slice(0, 24)}dev.onmicrosoft.com`;
  if (/^[a-z0-9][a-z0-9.-]{0,200}$/i.test(tenant))
    return tenant.includes('.') ? tenant : `${tenant}.onmicrosoft.com`;
  throw new UsageError(`"${tenant}" is no tenant's name, such as "contoso.onmicrosoft.com".`);
}

/** Asks a person; a program gets none. */
async function askForScenarios({ bare, json }: NewFlags): Promise<readonly string[]> {
  if (bare || json || process.stdin.isTTY !== true || process.stdout.isTTY !== true) return [];
  const scenarios = [...shippedScenarios()];
  for (const [name, { summary }] of scenarios) console.log(`  ${name.padEnd(20)} ${summary}`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question('Scenarios, separated by commas (none: Enter): ');
    return answer.split(/[\s,]+/).filter((name) => name !== '');
  } finally {
    terminal.close();
  }
}

interface NewProject {
  readonly folder: string;
  readonly files: readonly string[];
  readonly remarks: readonly string[];
  readonly isEmpty: boolean;
}

function report({ folder, files, remarks, isEmpty }: NewProject): void {
  for (const remark of remarks) console.error(remark);
  console.log(`${files.length} files in ${folder}. Next:\n`);
  const first = isEmpty
    ? ['npx countersign add scenario --list   # or: add profile REST-Name']
    : [];
  for (const line of [`cd ${JSON.stringify(folder)}`, 'npm install', ...first, 'npm start'])
    console.log(`  ${line}`);
}
