import { parseJsonPath } from '../shared/json-path.ts';

/**
 * Follows a PartnerClaimType as ResolveJsonPathsInJsonTokens reads it: names parted by dots, indexes
 * in brackets (`account.emails[0].address`). A dot before an index is wrong and finds nothing; a name
 * may hold odd characters (`handle~`). Undefined where the path leads nowhere.
 * @see facts rest-contract 3.3
 */
export function readJsonPath(json: unknown, path: string): unknown {
  return parseJsonPath(path)?.reduce<unknown>(follow, json);
}

/** The own property of an object, never one of its prototype. */
export function ownProperty(json: unknown, name: string): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  return Object.hasOwn(json, name) ? (json as Record<string, unknown>)[name] : undefined;
}

function follow(json: unknown, step: string | number): unknown {
  if (typeof step === 'string') return ownProperty(json, step);
  return Array.isArray(json) ? json[step] : undefined;
}
