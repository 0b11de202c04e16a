import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Deployment, everyOption } from './deployment.ts';

/**
 * Whether a shape's whole deployment is stored, and reviewed like code. Not that of every option at once: it
 * has the policies' own profiles, and would be another with each of them.
 */
export function isStored(shape: string): boolean {
  return shape !== everyOption;
}

/** Writes what a shape deploys beside its parameter file. */
export function storeSnapshot(folder: string, deployment: Deployment): void {
  writeFileSync(fileOf(folder, deployment), textOf(deployment));
}

/** The lines where a deployment is not the stored one; empty where it is. */
export function snapshotFaults(folder: string, deployment: Deployment): string[] {
  const { shape } = deployment;
  const file = fileOf(folder, deployment);
  if (!existsSync(file))
    return [`${shape}: there is no stored snapshot: run "npm run infra -- --update".`];
  const stored = textOf(JSON.parse(readFileSync(file, 'utf8'))).split('\n');
  const found = textOf(deployment).split('\n');
  if (stored.join('\n') === found.join('\n')) return [];
  const line = found.findIndex((text, index) => text !== stored[index]);
  return [
    `${shape}: the deployment is not the stored one, from line ${line + 1} on:`,
    `  stored: ${stored[line]?.trim()}`,
    `  now:    ${found[line]?.trim()}`,
    '  Look at "git diff" after "npm run infra -- --update".',
  ];
}

function fileOf(folder: string, { shape }: Deployment): string {
  return join(folder, 'tests', `${shape}.snapshot.json`);
}

/** Resources in the order of their ids, keys in the order of their names: Bicep has neither. @see facts infra 11 */
function textOf({
  predictedResources,
  outputs,
}: Pick<Deployment, 'predictedResources' | 'outputs'>): string {
  const resources = predictedResources.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return `${JSON.stringify(sorted({ outputs, predictedResources: resources }), null, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, one]) => [name, sorted(one)] as const);
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
