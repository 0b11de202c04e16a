import { posix } from 'node:path';
import type { FilePlan } from './file-plan.ts';
import { addMissing, changeJson, type JsonObject, objectIn } from './json-text.ts';
import { packageText } from './package-files.ts';
import type { Project } from './project.ts';
import { localOrigin } from './project-needs.ts';

/** Where settings of policies are missing. */
export interface PolicySettings {
  /** Names of `{Settings:…}`. */
  readonly tokens: readonly string[];
  /** Of the policies that need them. */
  readonly folder: string;
  readonly tenant: string;
  readonly project: Project;
}

/**
 * Plans an appsettings.json with values for each token in every environment: that of our own for what
 * is not the address of the API. What is there stays.
 * @throws Error with one line to print, where the file has comments
 */
export function addPolicySettings(plan: FilePlan, settings: PolicySettings): void {
  const { tokens, folder } = settings;
  if (tokens.length === 0) return;
  const path = posix.join(folder, 'appsettings.json');
  const text = plan.read(path) ?? newSettings(settings.tenant);
  const changed = changeJson(text, path, (file) => {
    for (const environment of environmentsOf(file)) {
      const values = environment['Production'] === true ? 'Production' : 'Local';
      addMissing(objectIn(environment, 'PolicySettings'), valuesOf(values, settings));
    }
  });
  plan.change(path, changed);
}

function newSettings(tenant: string): string {
  const environments = ['Local', 'Production'].map((name) => ({
    ...{ Name: name, Production: name === 'Production', Tenant: tenant },
    PolicySettings: {},
  }));
  return `${JSON.stringify({ Environments: environments }, undefined, 2)}\n`;
}

function environmentsOf(file: JsonObject): JsonObject[] {
  const list = file['Environments'];
  return Array.isArray(list)
    ? list.filter((each) => typeof each === 'object' && each !== null)
    : [];
}

function valuesOf(name: 'Local' | 'Production', { tokens, project }: PolicySettings): JsonObject {
  const [ours] = environmentsOf(JSON.parse(packageText('policies', 'appsettings.json'))).filter(
    (each) => each['Name'] === name,
  );
  const samples = objectIn(ours ?? {}, 'PolicySettings');
  const values = { ...samples, ApiUrl: `${originOf(name, project)}/${project.routePrefix}` };
  return Object.fromEntries(tokens.map((token) => [token, samplesFor(token, values)]));
}

function samplesFor(token: string, values: Readonly<JsonObject>): unknown {
  return values[token] ?? `set-${token}`;
}

function originOf(name: 'Local' | 'Production', { configuration }: Project): string {
  const own = configuration.hosts?.find((host) => !host.startsWith('http://localhost'));
  return name === 'Local' ? localOrigin : (own ?? localOrigin);
}
