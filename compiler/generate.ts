import type { Backend } from './backend.ts';
import { emitClaims } from './emit-claims.ts';
import { emitOpenApi } from './emit-openapi.ts';
import { emitProfile } from './emit-profile.ts';
import { emitRoutes } from './emit-routes.ts';
import { IdMap } from './id-map.ts';

/** What the texts depend on besides the backend. */
export interface GenerateOptions {
  /** host.json's extensions.http.routePrefix. */
  readonly routePrefix: string;
  /** The module of `claimType`, as claims.ts has to write it. */
  readonly claimTypeModule: string;
  /** The module of `defineProfile`, as the files of profiles/ have to write it. */
  readonly profileModule: string;
}

/** The texts of all generated files, by path below the output folder. Pure: the same for the same backend. */
export function generate(
  { profiles, claimTypes }: Backend,
  { routePrefix, claimTypeModule, profileModule }: GenerateOptions,
): Map<string, string> {
  const constantsById = new IdMap(claimTypes.map(({ id, name }) => [id, name]));
  return new Map([
    ['claims.ts', emitClaims(claimTypes, claimTypeModule)],
    ...profiles.map((profile): [string, string] => {
      return [`profiles/${profile.file}.ts`, emitProfile(profile, constantsById, profileModule)];
    }),
    ['openapi.json', emitOpenApi(profiles, claimTypes, routePrefix)],
    ['routes.json', emitRoutes(profiles)],
  ]);
}
