import { isDeepStrictEqual } from 'node:util';
import type { Resource, Snapshot } from '../bicep/bicep.ts';

/** What one parameter file would deploy. */
export interface Deployment extends Snapshot {
  /** The parameter file's name: `basic`. */
  readonly shape: string;
  /** The parameters as given; defaults are not among them. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** The shape of every option at once, with the policies' own profiles: its settings are all that the code reads. */
export const everyOption = 'complete';

/** What the resources of a type must say, by path from the resource: `properties.httpsOnly`. */
export interface Requirement {
  readonly type: string;
  readonly is: Readonly<Record<string, unknown>>;
}

/** The resources of a type, letter case apart. */
export function resourcesOf({ predictedResources }: Deployment, type: string): readonly Resource[] {
  const wanted = type.toLowerCase();
  return predictedResources.filter((resource) => resource.type.toLowerCase() === wanted);
}

/** The only resource of a type. @throws Error where there is none, or another */
export function theResource(deployment: Deployment, type: string): Resource {
  const [resource, ...others] = resourcesOf(deployment, type);
  if (resource !== undefined && others.length === 0) return resource;
  throw new Error(`there is not exactly one ${type}`);
}

/** What stands at `properties.siteConfig.minTlsVersion`; undefined where nothing does. */
export function valueAt(resource: unknown, path: string): unknown {
  let value: unknown = resource;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** One line for each value that is not as required, and for each type that is missing. */
export function unmet(deployment: Deployment, requirements: readonly Requirement[]): string[] {
  return requirements.flatMap(({ type, is }) => {
    const resources = resourcesOf(deployment, type);
    if (resources.length === 0) return [`there is no ${type}`];
    return resources.flatMap((resource) => unmetOf(resource, is));
  });
}

function unmetOf(resource: Resource, is: Requirement['is']): string[] {
  return Object.entries(is).flatMap(([path, wanted]) => {
    const found = valueAt(resource, path);
    if (isDeepStrictEqual(found, wanted)) return [];
    return `${label(resource)}: ${path} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`;
  });
}

/** `sites "func-…"`, for messages. */
export function label({ type, name }: Resource): string {
  return `${type.slice(type.indexOf('/') + 1)} "${name}"`;
}

/** The function app's settings by name. */
export function appSettings(deployment: Deployment): ReadonlyMap<string, string> {
  const site = theResource(deployment, 'Microsoft.Web/sites');
  const settings = valueAt(site, 'properties.siteConfig.appSettings');
  if (!Array.isArray(settings))
    throw new Error('the app settings cannot be told before deployment');
  return new Map(settings.map(({ name, value }) => [String(name), String(value)]));
}
