import { firstFree } from './distinct-names.ts';
import { type JsonValue, printJson } from './emit-json.ts';
import type { GeneratedProfile } from './generated-profile.ts';
import { kebabCase } from './names.ts';

/** One entry of routes.json. */
interface GeneratedRoute {
  readonly profile: string;
  /** The name that the function should have. */
  readonly function: string;
  readonly method: 'GET' | 'POST';
  readonly route: string;
  readonly sendClaimsIn: string;
  readonly authentication: { readonly type: string; readonly [name: string]: string };
  readonly policyFile: string;
}

/** The text of routes.json: what tools need to know of the profiles. */
export function emitRoutes(profiles: readonly GeneratedProfile[]): string {
  return printJson(routes(profiles).map((route) => ({ ...route }) as JsonValue));
}

/** Of two functions that would be named alike the second is named by its profile. */
function routes(profiles: readonly GeneratedProfile[]): GeneratedRoute[] {
  const names = new Set<string>();
  return profiles.map(({ id, file, contract, policyFiles }) => {
    const { method, route, sendClaimsIn, authentication } = contract;
    const name = functionName(route) ?? file;
    return {
      profile: id,
      function: firstFree(names.has(name) ? file : name, names, '-'),
      ...{ method, route, sendClaimsIn, authentication: { ...authentication } },
      policyFile: policyFiles[0] ?? '',
    };
  });
}

/** The literal part of a route; `members/{objectId}/roles` is about one of them: `member-roles`. */
function functionName(route: string): string | undefined {
  const singular = route.replace(/([^s/])s(?=\/\{[^{])/g, '$1');
  const literalPart = singular.replace(/\{\{|\}\}|\{[^{}]+\}/g, '-');
  return /[A-Za-z0-9]/.test(literalPart) ? kebabCase(literalPart) : undefined;
}
