import type { DataType } from '../compiler/model.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import type { Intent } from './contract-call.ts';
import type { WireRequest } from './encode.ts';

/** A request that a backend has to refuse though the caller may call. */
export interface MalformedRequest {
  readonly name: string;
  readonly intent: Intent;
  readonly request: WireRequest;
}

/** What malformed requests are made of. */
export interface MalformedSource {
  readonly profile: RestfulTechnicalProfile;
  /** As B2C sends it where no claim has a value. */
  readonly request: WireRequest;
  readonly canary: string;
}

/** More than a backend of claims needs, less than the 100 MB of a Functions host. */
const hugeBytes = 4 * 1024 * 1024;
const depth = 20_000;

/**
 * Malformed requests for a profile's SendClaimsIn. None carries a claim that can be read, so a backend
 * that takes them has nothing to act on.
 * @see facts rest-contract 1.3 and 1.6
 */
export function malformedRequests(source: MalformedSource): readonly MalformedRequest[] {
  const { profile } = source;
  return [...encodings[profile.sendClaimsIn](source), otherMethod(source.request)];
}

const encodings = {
  Body: (source: MalformedSource) =>
    source.profile.claimUsedForRequestPayload === undefined ? jsonBodies(source) : [],
  Form: forms,
  QueryString: queries,
  Url: placeholders,
  Header: headers,
};

function jsonBodies({ profile, request, canary }: MalformedSource): MalformedRequest[] {
  const name = JSON.stringify(firstName(profile, canary));
  const withBody = (body: string): WireRequest => ({ ...request, body });
  const malformed: [string, string, Intent][] = [
    ['broken JSON', `{${name}: ${canary}`, 'malformed'],
    ['JSON that is no object', JSON.stringify([canary]), 'malformed'],
    ['huge', `{${name}: "${canary}${'a'.repeat(hugeBytes)}`, 'huge-body'],
    ['deep JSON', `{${name}: ${'['.repeat(depth)}${']'.repeat(depth)}}`, 'wrong-type'],
  ];
  return [
    ...malformed.map(([what, body, intent]) => ({
      name: `body: ${what}`,
      intent,
      request: withBody(body),
    })),
    otherType(request, canary),
    ...emptyBody(profile, request),
    ...wrongJsonTypes({ profile, request, canary }),
  ];
}

function wrongJsonTypes({ profile, request, canary }: MalformedSource): MalformedRequest[] {
  return profile.inputClaims.flatMap(({ wireName, claimType }, index) => {
    const wrong = wrongJson(claimType.dataType ?? 'string', canary);
    if (wrong === undefined) return [];
    const member = `${JSON.stringify(wireName)}: ${wrong}`;
    const intent: Intent = 'wrong-type';
    const once = {
      name: `body: "${wireName}" of a wrong type`,
      intent,
      request: { ...request, body: `{${member}}` },
    };
    if (index > 0) return [once];
    const body = `{${member}, ${member}}`;
    return [once, { name: 'body: duplicate keys', intent, request: { ...request, body } }];
  });
}

/** Undefined for the types whose form nobody documents. @see facts rest-contract 1.6 */
function wrongJson(dataType: DataType, canary: string): string | undefined {
  switch (dataType) {
    case 'boolean':
    case 'int':
    case 'long':
      return JSON.stringify(canary);
    case 'userIdentity':
    case 'userIdentityCollection':
      return '7';
    case 'alternativeSecurityIdCollection':
    case 'objectIdentity':
    case 'objectIdentityCollection':
      return undefined;
    default:
      return JSON.stringify({ [canary]: [] });
  }
}

/** Only where a claim is required: without any an empty body is what B2C may send. */
function emptyBody(profile: RestfulTechnicalProfile, request: WireRequest): MalformedRequest[] {
  if (!requiresClaims(profile)) return [];
  return [{ name: 'body: empty', intent: 'empty-body', request: { ...request, body: '' } }];
}

function requiresClaims({ inputClaims }: RestfulTechnicalProfile): boolean {
  return inputClaims.some(({ reference }) => {
    return reference.required === true && reference.defaultValue === undefined;
  });
}

function otherType(request: WireRequest, canary: string): MalformedRequest {
  const others = request.headers.filter(([name]) => name.toLowerCase() !== 'content-type');
  const headers = [...others, ['content-type', 'application/xml'] as const];
  const body = `<claims>${canary}</claims>`;
  return {
    name: 'body: wrong content type',
    intent: 'malformed',
    request: { ...request, headers, body },
  };
}

/** Lenient decoders make text of `%zz`: it stands where no claim is. */
const oddPair = '%zz=%zz';

function forms({ profile, request, canary }: MalformedSource): MalformedRequest[] {
  const withBody = (body: string): WireRequest => ({ ...request, body });
  const hugeBody = `${canary}=${'a'.repeat(hugeBytes)}`;
  const huge = { name: 'body: huge', intent: 'huge-body', request: withBody(hugeBody) } as const;
  return [
    { name: 'body: broken encoding', intent: 'odd-encoding', request: withBody(oddPair) },
    ...(requiresClaims(profile) ? [huge] : []),
    otherType(request, canary),
    ...emptyBody(profile, request),
    ...wrongTexts(profile, canary).map(({ wireName, pair }) => ({
      name: `body: "${wireName}" of a wrong type`,
      intent: 'wrong-type' as const,
      request: withBody(pair),
    })),
  ];
}

function queries({ profile, request, canary }: MalformedSource): MalformedRequest[] {
  const withPair = (pair: string): WireRequest => {
    const url = new URL(request.url);
    url.search = url.search === '' ? pair : `${url.search}&${pair}`;
    return { ...request, url };
  };
  return [
    { name: 'query: broken encoding', intent: 'odd-encoding', request: withPair(oddPair) },
    ...wrongTexts(profile, canary).map(({ wireName, pair }) => ({
      name: `query: "${wireName}" of a wrong type`,
      intent: 'wrong-type' as const,
      request: withPair(pair),
    })),
  ];
}

/** Every place that a claim fills. */
function placeholders({ request, canary }: MalformedSource): MalformedRequest[] {
  if (!request.url.href.includes(canary)) return [];
  const url = new URL(request.url.href.replaceAll(canary, '%zz'));
  return [{ name: 'URL: broken encoding', intent: 'odd-encoding', request: { ...request, url } }];
}

function headers({ profile, request, canary }: MalformedSource): MalformedRequest[] {
  return wrongTexts(profile, canary).map(({ wireName }) => ({
    name: `header "${wireName}" of a wrong type`,
    intent: 'wrong-type',
    request: { ...request, headers: [...request.headers, [wireName, canary]] },
  }));
}

const typedTexts: ReadonlySet<DataType> = new Set(['boolean', 'int', 'long', 'date', 'dateTime']);

/** Most text is a string; these types alone can tell that it is none of theirs. */
function wrongTexts({ inputClaims }: RestfulTechnicalProfile, canary: string) {
  return inputClaims
    .filter(({ claimType }) => typedTexts.has(claimType.dataType ?? 'string'))
    .map(({ wireName }) => ({ wireName, pair: `${encodeURIComponent(wireName)}=${canary}` }));
}

function otherMethod(request: WireRequest): MalformedRequest {
  const { url, headers } = request;
  const isPost = request.method === 'POST';
  const others = headers.filter(([name]) => name.toLowerCase() !== 'content-type');
  const name = `method: ${isPost ? 'GET' : 'POST'}`;
  const intent = 'wrong-method';
  if (isPost) return { name, intent, request: { method: 'GET', url, headers: others } };
  const json = [...others, ['content-type', 'application/json'] as const];
  return { name, intent, request: { method: 'POST', url, headers: json, body: '{}' } };
}

function firstName({ inputClaims }: RestfulTechnicalProfile, canary: string): string {
  return inputClaims[0]?.wireName ?? canary;
}
