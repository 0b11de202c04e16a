import { IdMap } from '../compiler/id-map.ts';
import type { DataType } from '../compiler/model.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import { type AddCredentials, prepareCredentials } from './authenticate.ts';
import type { JourneyContext } from './claim-resolvers.ts';
import type { ClaimsBag, ClaimValue } from './claims-bag.ts';
import type { ContractCall, Intent } from './contract-call.ts';
import { wrongCredentials } from './contract-credentials.ts';
import { malformedRequests } from './contract-malformed.ts';
import { credentialTexts } from './contract-secrets.ts';
import { encodeDefaults, encodeRequest, type WireRequest } from './encode.ts';
import type { Keys } from './keys.ts';
import { RequestNotSent } from './request-not-sent.ts';

/** What the calls of a profile are made of. */
export interface ProbeSource {
  readonly profile: RestfulTechnicalProfile;
  readonly keys: Keys;
  readonly context: JourneyContext;
  /** The bearer claim, where the profile has one and it could be fetched. */
  readonly claims: ClaimsBag;
  /** A few letters that no answer holds by chance. */
  readonly canary: string;
  /** PEM of a key and a certificate that nobody has pinned. */
  readonly stranger?: string;
}

/**
 * The calls that need no cases: wrong credentials and malformed requests. A backend that keeps the
 * contract refuses each before it does anything.
 */
export function probesOf(source: ProbeSource): readonly ContractCall[] {
  const request = attempt(() => emptyRequest(source));
  if (request instanceof RequestNotSent) return [notSent('request', request)];
  return [...credentialProbes(source, request), ...malformedProbes(source, request)];
}

/** As B2C calls a journey in which nothing is known yet; only placeholders of the URL are filled. */
function emptyRequest({ profile, claims, context, canary }: ProbeSource): WireRequest {
  const options = {
    ...encodeDefaults,
    bearerClaim: 'omitted' as const,
    missingRequired: 'send' as const,
  };
  if (profile.sendClaimsIn !== 'Url') return encodeRequest({ profile, claims, context }, options);
  const filled = profile.inputClaims.reduce<ClaimsBag>((bag, { claimType }) => {
    const isKnown = bag.get(claimType.id) !== undefined;
    return isKnown ? bag : bag.set(claimType.id, stopgap(claimType.dataType ?? 'string', canary));
  }, copyOf(claims));
  return encodeRequest({ profile, claims: filled, context }, options);
}

/** Some value of a type that has a text form, for a place in a URL. */
function stopgap(dataType: DataType, canary: string): ClaimValue {
  switch (dataType) {
    case 'boolean':
      return false;
    case 'int':
      return 1;
    case 'long':
      return 1n;
    case 'date':
      return '2000-01-01';
    case 'dateTime':
      return new Date(0);
    default:
      return canary;
  }
}

function credentialProbes(source: ProbeSource, request: WireRequest): ContractCall[] {
  const { authentication } = source.profile;
  const token = authentication.type === 'BearerClaim' && source.claims.get(authentication.claim);
  const wrong = wrongCredentials({
    authentication,
    keys: source.keys,
    canary: source.canary,
    token: typeof token === 'string' ? token : undefined,
    stranger: source.stranger,
    isSecure: request.url.protocol === 'https:',
  });
  return wrong.map(({ name, add }) => ({
    name: `credentials: ${name}`,
    intent: 'wrong-credentials',
    request: add(request),
    inputTexts: [],
    secretTexts: source.profile.sendClaimsIn === 'Url' ? [] : [source.canary], // a URL shows it
  }));
}

function malformedProbes(source: ProbeSource, request: WireRequest): ContractCall[] {
  const { profile, claims, context, keys, canary } = source;
  const add = attempt(() => prepareCredentials({ profile, claims, context }, keys));
  if (add instanceof RequestNotSent) return [notSent('credentials: right', add)];
  return malformedRequests({ profile, request, canary }).map((malformed) => ({
    name: malformed.name,
    intent: malformed.intent,
    ...withCredentials(add, malformed.request),
    inputTexts: [canary],
    secretTexts: credentialTexts(source),
  }));
}

/** What a call sends: a request, or why B2C could not send it. */
type Sending = Pick<ContractCall, 'request' | 'notSent'>;

function withCredentials(add: AddCredentials, request: WireRequest): Sending {
  const sent = attempt(() => add(request));
  return sent instanceof RequestNotSent ? { notSent: sent } : { request: sent };
}

/** Of requests with the right credentials the one that is least likely to be understood. */
const harmless: readonly Intent[] = ['malformed', 'wrong-type', 'empty-body', 'odd-encoding'];

/**
 * The call that shows whether right credentials are taken, and does nothing: a backend that keeps the
 * contract refuses its claims. Undefined where there is none.
 */
export function harmlessProbe(calls: readonly ContractCall[]): ContractCall | undefined {
  const ranked = calls.filter(({ intent }) => harmless.includes(intent));
  return ranked.toSorted((one, other) => rank(one) - rank(other))[0];
}

function rank({ intent }: ContractCall): number {
  return harmless.indexOf(intent);
}

/** A call that cannot even be made, for a report. */
export function notSent(name: string, reason: { readonly message: string }): ContractCall {
  return { name, intent: 'malformed', notSent: reason, inputTexts: [], secretTexts: [] };
}

/** What B2C cannot send is a finding, and no reason to stop. */
export function attempt<Value>(build: () => Value): Value | RequestNotSent {
  try {
    return build();
  } catch (cause) {
    if (cause instanceof RequestNotSent) return cause;
    throw cause;
  }
}

/** A bag that may be changed. */
export function copyOf(claims: ClaimsBag): ClaimsBag {
  return new IdMap(claims);
}
