import type { HttpRequest } from '@azure/functions';
import { claimDefinition } from './claim-type.ts';
import { ClaimsMalformed } from './errors.ts';
import {
  harmOf,
  isHarmless,
  isHarmlessName,
  isJsonObject,
  type JsonObject,
  parseJsonMembers,
} from './json.ts';
import type { RestfulProfile } from './profile.ts';
import { contentTypes, readBody } from './request-body.ts';

/** Claims as they travel, by wire name; absent, null and empty ones are left out. */
export type WireClaims = Record<string, unknown>;

/** What a request says, and what is wrong with it: whoever answers needs the id and language of either. */
export interface ReadClaims {
  readonly claims: WireClaims;
  /** The first fault; the claims are then those that could be read all the same. */
  readonly fault?: ClaimsMalformed;
}

/**
 * Reads the claims of one profile from wherever its SendClaimsIn puts them. Throws what is wrong with
 * the request as a whole: a body that is not there, or no text, or no JSON.
 */
export type ClaimReader = (request: HttpRequest) => Promise<ReadClaims>;

/** @see facts rest-contract 1.3 */
export function claimReader(profile: RestfulProfile): ClaimReader {
  const names = Object.keys(profile.input.shape);
  switch (profile.sendClaimsIn) {
    case 'Body':
      return profile.payloadClaim === undefined
        ? bodyReader(profile, names)
        : payloadReader(profile.payloadClaim);
    case 'Form':
      return formReader(names);
    case 'QueryString':
      return async (request) => pickPairs(queryOf(request), names);
    case 'Url':
      return urlReader(profile, names);
    case 'Header':
      return headerReader(names);
  }
}

function bodyReader(profile: RestfulProfile, names: readonly string[]): ClaimReader {
  const longs = new Set(names.filter((name) => isLong(profile, name)));
  const isBodyNeeded = names.length > 0;
  return async (request) => {
    const text = await readBody(request, contentTypes.json, isBodyNeeded);
    if (text === '') return { claims: {} };
    const members = parseJsonMembers(text, longs);
    if (!isJsonObject(members)) throw new ClaimsMalformed('The body is not a JSON object.');
    return pick(names, (name) => ownMember(members, name), harmfulMember(members, names));
  };
}

function isLong({ input }: RestfulProfile, name: string): boolean {
  const schema = input.shape[name];
  return schema !== undefined && claimDefinition(schema)?.dataType === 'long';
}

function ownMember(members: JsonObject, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

function harmfulMember(members: JsonObject, names: readonly string[]): ClaimsMalformed | undefined {
  if (isHarmless(members)) return undefined;
  const harmful = Object.keys(members).find((name) => !isHarmless({ [name]: members[name] }));
  return new ClaimsMalformed(
    harmOf(members),
    names.find((name) => name === harmful),
  );
}

/** ClaimUsedForRequestPayload: the claim's text is the body. */
function payloadReader(payloadClaim: string): ClaimReader {
  return async (request) => {
    const text = await readBody(request, contentTypes.payload, true);
    return pick([payloadClaim], () => text);
  };
}

function formReader(names: readonly string[]): ClaimReader {
  return async (request) => {
    const text = await readBody(request, contentTypes.form, names.length > 0);
    return pickPairs(text, names);
  };
}

/**
 * Placeholders of the path arrive as parameters. The host decodes all but `%2F`, so that a slash and
 * the text `%2F` cannot be told apart: a slash it is. `request.url` has the path decoded too, so a `?`
 * or `#` of a claim would hide the query there: `request.query` has it whole, but joins repeated names.
 * @see facts runtime 1, Routing and Requests
 */
function urlReader({ http, urlQuery = {} }: RestfulProfile, names: readonly string[]): ClaimReader {
  const inPath = new Set(placeholdersOf(http.route));
  const parameterOf = new Map(Object.entries(urlQuery).map(([name, claim]) => [claim, name]));
  return async (request) =>
    pick(names, (name) => {
      if (inPath.has(name)) return request.params[name]?.replaceAll(/%2f/gi, '/');
      const parameter = parameterOf.get(name);
      return parameter === undefined ? undefined : request.query.get(parameter);
    });
}

/** Names in single braces; doubled ones are text. */
function placeholdersOf(route: string): string[] {
  const parts = route.matchAll(/\{\{|\{\*{0,2}([^{}:?=*]+)/g);
  return Array.from(parts, ([, name]) => name).filter((name) => name !== undefined);
}

function headerReader(names: readonly string[]): ClaimReader {
  const sendable = new Set(names.filter((name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name)));
  return async (request) =>
    pick(names, (name) => (sendable.has(name) ? request.headers.get(name) : undefined));
}

/** B2C leaves out what is empty; who sends `null` or `""` instead means the same. */
function pick(
  names: readonly string[],
  find: (name: string) => unknown,
  earlier?: ClaimsMalformed,
): ReadClaims {
  const claims: WireClaims = {};
  let fault = earlier;
  for (const name of names) {
    const value = find(name);
    if (value === undefined || value === null || value === '') continue;
    if (isHarmless(value)) claims[name] = value;
    else fault ??= new ClaimsMalformed('The text has half a character.', name);
  }
  return fault ? { claims, fault } : { claims };
}

function queryOf(request: HttpRequest): string {
  return new URL(request.url).search.slice(1);
}

/** Reads `name=value&…`; a name that comes twice or broken encoding is a fault. Empty pairs say nothing. */
function pickPairs(text: string, names: readonly string[]): ReadClaims {
  const values = new Map<string, string>();
  let fault: ClaimsMalformed | undefined;
  for (const pair of text.split('&').filter((part) => part !== '')) {
    const [encodedName = '', ...rest] = pair.split('=');
    const [name, value] = [decode(encodedName), decode(rest.join('='))];
    const claim = names.find((candidate) => candidate === name);
    if (name === undefined || value === undefined) {
      fault ??= new ClaimsMalformed('The percent-encoding is broken.', claim);
    } else if (!isHarmlessName(name)) {
      fault ??= new ClaimsMalformed('A name reaches prototypes.');
    } else if (values.has(name)) {
      fault ??= new ClaimsMalformed('The name comes more than once.', claim);
    } else values.set(name, value);
  }
  return pick(names, (name) => values.get(name), fault);
}

/** Undefined where the percent-encoding is broken. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
