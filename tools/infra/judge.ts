import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { globSync } from 'tinyglobby';
import type { Bicep } from '../bicep/bicep.ts';
import { concernFaults } from './concerns.ts';
import { boundFaults, parameterFileFaults } from './parameters.ts';
import { predict } from './predict.ts';
import type { ProjectFacts } from './project-facts.ts';
import { diagnosticFaults, formatFaults, silenceFaults } from './sources.ts';
import { isStored, snapshotFaults, storeSnapshot } from './stored-snapshot.ts';

/** What is judged, and with what. */
export interface Judgment {
  readonly bicep: Bicep;
  /** Where main.bicep is. */
  readonly folder: string;
  readonly project: ProjectFacts;
  /** Stores snapshots instead of comparing them. */
  readonly update?: boolean;
}

/** All faults of the infrastructure, one line each; none where it may be deployed. */
export async function judgeInfrastructure(judgment: Judgment): Promise<string[]> {
  const template = await templateFaults(judgment);
  if (template.length > 0) return template;
  const faults: string[] = [];
  for (const file of globSync('*.bicepparam', { cwd: join(judgment.folder, 'tests') }).sort()) {
    faults.push(...(await shapeFaults(judgment, basename(file, '.bicepparam'))));
  }
  return faults;
}

/** Faults that no parameters are needed for. */
export async function templateFaults({ bicep, folder }: Judgment): Promise<string[]> {
  const { diagnostics, contents } = await bicep.compile(join(folder, 'main.bicep'));
  const parameterFile = readFileSync(join(folder, 'main.parameters.json'), 'utf8');
  return [
    ...diagnosticFaults(diagnostics),
    ...silenceFaults(folder),
    ...(contents ? boundFaults(contents) : []),
    ...(contents ? parameterFileFaults(contents, parameterFile) : []),
    ...(await formatFaults(bicep, folder)),
  ];
}

/** Faults of what one parameter file deploys. */
export async function shapeFaults(judgment: Judgment, shape: string): Promise<string[]> {
  const { bicep, folder, project, update } = judgment;
  const { deployment, faults } = await predict(bicep, join(folder, 'tests', `${shape}.bicepparam`));
  if (deployment === undefined) return [...faults];
  if (isStored(shape) && update) storeSnapshot(folder, deployment);
  return [
    ...faults,
    ...concernFaults(deployment, project),
    ...(isStored(shape) ? snapshotFaults(folder, deployment) : []),
  ];
}
