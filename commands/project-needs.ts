import { withPublicImports } from '../compiler/public-imports.ts';
import type { FilePlan } from './file-plan.ts';
import { addMissing, changeJson, objectIn } from './json-text.ts';
import { packageText, versionsOf } from './package-files.ts';

/** What code that was added needs of the project around it. */
export interface ProjectNeeds {
  readonly needs: { readonly settings: readonly string[]; readonly packages: readonly string[] };
  /** Names of functions that serve no technical profile. */
  readonly functions: readonly string[];
}

/** Where `npm start` runs the functions of a project. */
export const localOrigin = 'http://localhost:7071';

/** Timers that delete what has expired, in the tables of every scenario. */
export const timers = ['sweep-expired', 'sweep-replies'];

/** Functions that a project of its own may have already: then they stay as they are. */
export function addSurroundings(plan: FilePlan, names: readonly string[]): void {
  for (const name of names) {
    const path = `functions/${name}.ts`;
    if (plan.read(path) !== undefined) continue;
    plan.create(path, withPublicImports(packageText('functions', `${name}.ts`)));
  }
}

/**
 * Plans settings, packages, names of functions, and the functions that tend the tables. Returns what
 * is left to a person.
 */
export function addToProject(plan: FilePlan, { needs, functions }: ProjectNeeds): string[] {
  addSurroundings(plan, ['seed', ...timers]);
  const plain = [...functions, ...timers];
  changeFile(plan, 'countersign.json', (file) => {
    const listed = Array.isArray(file['functions']) ? file['functions'] : [];
    file['functions'] = [...new Set([...listed, ...plain])];
    const hosts = file['hosts'];
    if (Array.isArray(hosts) && !hosts.includes(localOrigin))
      file['hosts'] = [...hosts, localOrigin];
  });
  return [...addSettings(plan, needs.settings), ...addPackages(plan, needs.packages)];
}

/** The development values of ours; a setting that has none is told. */
export function addSettings(plan: FilePlan, settings: readonly string[]): string[] {
  const ours: Record<string, string> = JSON.parse(packageText('local.settings.json')).Values;
  const known = settings.filter((name) => ours[name] !== undefined);
  changeFile(plan, 'local.settings.json', (file) => {
    addMissing(file, { IsEncrypted: false });
    const values = objectIn(file, 'Values');
    addMissing(values, { FUNCTIONS_WORKER_RUNTIME: 'node' });
    addMissing(values, Object.fromEntries(known.map((name) => [name, ours[name]])));
  });
  const own = JSON.parse(plan.read('local.settings.json') ?? '{}').Values ?? {};
  return settings
    .filter((name) => own[name] === undefined && !name.endsWith('ClientCertificate'))
    .map(
      (name) =>
        `The setting "${name}" has no value in local.settings.json: the scenario's page says what it is for.`,
    );
}

function addPackages(plan: FilePlan, packages: readonly string[]): string[] {
  const remarks: string[] = [];
  changeFile(plan, 'package.json', (file) => {
    const names = ['@azure/data-tables', '@azure/functions', 'zod', ...packages];
    addMissing(objectIn(file, 'dependencies'), versionsOf(names));
    addMissing(objectIn(file, 'devDependencies'), versionsOf(['azurite']));
    if (file['main'] === 'dist/functions/*.js') file['main'] = 'dist/functions/**/*.js';
    else if (!String(file['main']).includes('**'))
      remarks.push(
        '"main" of package.json has to match the functions of the scenario, such as "dist/functions/**/*.js".',
      );
  });
  return remarks;
}

function changeFile(plan: FilePlan, path: string, change: Parameters<typeof changeJson>[2]): void {
  plan.change(path, changeJson(plan.read(path) ?? '{}\n', path, change));
}
