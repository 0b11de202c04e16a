import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { globSync } from 'tinyglobby';
import type { RestfulProfile } from '../../shared/profile.ts';
import { type Club, root } from '../support/club.ts';

/** What can be fuzzed of one profile. */
export interface Target {
  readonly profile: RestfulProfile;
  /** With the route prefix. */
  readonly route: string;
  /** Input claims by wire name that a function answers 200 to. */
  readonly example: Readonly<Record<string, unknown>>;
  /** Right credentials, by header. */
  readonly credentials: readonly (readonly [name: string, value: string])[];
}

const credentialHeaders = /^(?:authorization|x-api-key|x-arr-clientcert)$/i;

/** All profiles that our functions serve. @throws Error for one that openapi.json does not have. */
export async function findTargets(club: Club): Promise<Target[]> {
  const { paths } = readJson('shared/generated/openapi.json') as { paths: object };
  const functions = new Map(
    globSync(['functions/*/*.example.json'], { cwd: root }).map((file) => [
      basename(file, '.example.json'),
      readJson(file),
    ]),
  );
  const targets = (await generatedProfiles()).map(async (profile) => {
    const { route } = profile.http;
    if (!Object.hasOwn(paths, `/${route}`)) throw new Error(`openapi.json lacks "/${route}".`);
    const example = functions.get(functionOf(profile.id)) ?? {};
    const { headers } = await club.request(profile.id, {});
    const credentials = headers.filter(([name]) => credentialHeaders.test(name));
    return { profile, route: `/api/${route}`, example, credentials };
  });
  return Promise.all(targets);
}

async function generatedProfiles(): Promise<RestfulProfile[]> {
  const files = globSync(['shared/generated/profiles/*.ts'], { cwd: root }).sort();
  const modules = files.map((file) => import(pathToFileURL(join(root, file)).href));
  return (await Promise.all(modules)).flatMap((module) => Object.values<RestfulProfile>(module));
}

function functionOf(profileId: string): string {
  const routes = readJson('shared/generated/routes.json') as {
    profile: string;
    function: string;
  }[];
  return routes.find(({ profile }) => profile === profileId)?.function ?? '';
}

function readJson(file: string) {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}
