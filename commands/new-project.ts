import { withPublicImports } from '../compiler/public-imports.ts';
import type { FilePlan } from './file-plan.ts';
import { planPolicies } from './new-policies.ts';
import { packageJson, packageText, versionsOf } from './package-files.ts';
import { addSurroundings, localOrigin, timers } from './project-needs.ts';

/** What a project is made of. */
export interface NewProjectOptions {
  readonly name: string;
  readonly tenant: string;
  /** Without policies and storage. */
  readonly isBare: boolean;
}

/** Plans all files of a project but those of scenarios. */
export function planProject(plan: FilePlan, options: NewProjectOptions): void {
  const { name, isBare } = options;
  for (const [path, file] of templates) {
    plan.create(path, packageText('templates', 'project', file).replaceAll('{name}', name));
  }
  plan.create('host.json', packageText('host.json'));
  plan.create('package.json', printed(packageOf(options)));
  plan.create('countersign.json', printed(configurationOf(options)));
  plan.create('local.settings.json', printed(settingsOf(options)));
  plan.create('functions/health.ts', withPublicImports(packageText('functions', 'health.ts')));
  if (isBare) plan.create('policies/README.md', bareWords);
  else {
    addSurroundings(plan, ['seed', 'end', ...timers]);
    planPolicies(plan, options);
  }
}

/** Path in a project → file among the templates: npm packs no file called .gitignore. */
const templates = [
  ['tsconfig.json', 'tsconfig.json'],
  ['README.md', 'README.md'],
  ['.gitignore', 'gitignore'],
  ['.funcignore', 'funcignore'],
  ['test/http.test.ts', 'http.test.ts.txt'],
] as const;

const bareWords = `# Policies

Put your policies here, with the \`appsettings.json\` of the VS Code extension where they have \`{Settings:…}\`; then \`npm run generate\`.
`;

function packageOf({ name, isBare }: NewProjectOptions) {
  const { version, engines } = packageJson();
  const storage = isBare ? [] : ['@azure/data-tables'];
  const emulators = isBare ? [] : ['azurite'];
  return {
    ...{ name, version: '0.0.1', private: true, type: 'module', engines },
    main: 'dist/functions/**/*.js',
    scripts: {
      start: 'countersign start',
      build: 'tsc -p .',
      generate: 'countersign generate',
      check: 'npm run build && countersign check',
      test: 'countersign exec -- node --test "test/**/*.test.ts"',
      bundle: 'countersign bundle',
    },
    dependencies: {
      ...versionsOf([...storage, '@azure/functions']),
      countersign: `^${version}`,
      ...versionsOf(['zod']),
    },
    devDependencies: versionsOf(['@types/node', ...emulators, 'esbuild', 'typescript']),
  };
}

function configurationOf({ name, isBare }: NewProjectOptions) {
  return {
    $schema: './node_modules/countersign/docs/countersign.schema.json',
    hosts: [`https://${name}.azurewebsites.net`, localOrigin],
    functions: isBare ? ['health'] : ['health', ...timers],
  };
}

/** The values of ours are for development alone, and refused anywhere else. */
function settingsOf({ name, isBare }: NewProjectOptions) {
  const file = JSON.parse(packageText('local.settings.json'));
  const all = { ...file.Values, Bearer__Audience: `api://${name}` };
  const values = Object.entries(all).filter(([key]) => !isBare && isOfEveryProject(key));
  return { ...file, Values: { FUNCTIONS_WORKER_RUNTIME: 'node', ...Object.fromEntries(values) } };
}

/** What profiles of any scenario may authenticate with; the rest comes with its scenario. */
function isOfEveryProject(setting: string): boolean {
  return /^(?:B2C_1A_Rest\w+|Bearer__\w+|Storage|Idempotency__Key|ClientCertificateForwarded)$/.test(
    setting,
  );
}

function printed(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
