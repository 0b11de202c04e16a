import { callDefaults } from '../caller/call.ts';
import type { ClaimsBag, ClaimValue } from '../caller/claims-bag.ts';
import { encodeRequest } from '../caller/encode.ts';
import { RequestNotSent } from '../caller/request-not-sent.ts';
import type { Answer } from '../caller/send.ts';
import { fold, IdMap } from '../compiler/id-map.ts';
import type {
  RestfulAuthentication,
  RestfulTechnicalProfile,
} from '../compiler/restful-technical-profile.ts';
import { journeyContext } from './claim-resolvers.ts';
import type { ProfileRun } from './profile-run.ts';
import { hasSecretName, isSecretClaim, masked } from './secret-claims.ts';

/** A request as the trace shows it: secret claims and credentials are `***`. */
export interface TracedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
}

/** An answer as the trace shows it. */
export interface TracedAnswer {
  readonly status: number;
  readonly contentType?: string;
  /** Secret output claims are `***`; cut where it is very long. */
  readonly body: string;
}

/** What is longer is of no use to a reader. */
const longestBody = 16_384;

/**
 * The request that a profile sends, made once more of claims without their secrets: what is shown never
 * held one. Undefined where nothing can be sent.
 */
export function tracedRequest(
  { policy, bag, tenant, transaction }: ProfileRun,
  profile: RestfulTechnicalProfile,
): TracedRequest | undefined {
  const isSecret = isSecretClaim(policy);
  const source = {
    profile: {
      ...profile,
      serviceUrl: withoutQueryValues(profile.serviceUrl),
      inputClaims: withoutSecretDefaults(profile.inputClaims, isSecret),
    },
    claims: withoutSecrets(bag, isSecret),
    context: journeyContext(transaction),
  };
  try {
    const chosen = { ...callDefaults, ...tenant.settings.restfulCalls };
    const options = { ...chosen, missingRequired: 'send' } as const;
    const { method, url, headers, body } = encodeRequest(source, options);
    const shown = [...headers, ...credentialsOf(profile.authentication)];
    return {
      ...{ method, url: url.href, headers: shown },
      ...(body === undefined ? {} : { body: cut(body) }),
    };
  } catch (cause) {
    if (cause instanceof RequestNotSent) return undefined;
    throw cause;
  }
}

/** The answer, with the profile's secret output claims masked, and all that is called like a secret. */
export function tracedAnswer(
  { policy }: ProfileRun,
  { outputClaims }: RestfulTechnicalProfile,
  { status, headers, body }: Answer,
): TracedAnswer {
  const isSecret = isSecretClaim(policy);
  const secrets = outputClaims.filter(({ claimType }) => isSecret(claimType.id));
  const names = new Set(secrets.map(({ wireName }) => fold(wireName.split('.').at(-1) ?? '')));
  const contentType = headers?.['content-type'];
  return {
    ...{ status, body: cut(maskMembers(body, (name) => names.has(fold(name)))) },
    ...(contentType === undefined ? {} : { contentType }),
  };
}

function withoutSecrets(bag: ClaimsBag, isSecret: (id: string) => boolean): ClaimsBag {
  const shown = new IdMap<ClaimValue>();
  for (const [id, value] of bag) {
    if (!isSecret(id)) shown.set(id, value);
    else if (typeof value === 'string' && value !== '') shown.set(id, masked);
  }
  return shown;
}

/** A policy may write a secret itself, as the DefaultValue of an input claim. */
function withoutSecretDefaults(
  claims: RestfulTechnicalProfile['inputClaims'],
  isSecret: (id: string) => boolean,
): RestfulTechnicalProfile['inputClaims'] {
  return claims.map((claim) => {
    const { defaultValue, ...rest } = claim.reference;
    if (defaultValue === undefined || !isSecret(claim.claimType.id)) return claim;
    const isText = (claim.claimType.dataType ?? 'string') === 'string';
    return { ...claim, reference: isText ? { ...rest, defaultValue: masked } : rest };
  });
}

/** A query of the policy's own may hold a key; placeholders stand for claims. */
function withoutQueryValues(serviceUrl: string): string {
  const start = serviceUrl.indexOf('?');
  if (start < 0) return serviceUrl;
  const query = serviceUrl.slice(start).replace(/=(?!\{)[^&]*/g, `=${masked}`);
  return serviceUrl.slice(0, start) + query;
}

function credentialsOf(authentication: RestfulAuthentication): [string, string][] {
  switch (authentication.type) {
    case 'None':
    case 'ClientCertificate':
      return [];
    case 'Basic':
      return [['authorization', `Basic ${masked}`]];
    case 'ApiKeyHeader':
      return [[authentication.header, masked]];
    case 'BearerToken':
    case 'BearerClaim':
      return [['authorization', `Bearer ${masked}`]];
  }
}

function maskMembers(body: string, isSecret: (name: string) => boolean): string {
  try {
    const mask = (name: string, value: unknown) =>
      value !== null && (isSecret(name) || hasSecretName(name)) ? masked : value;
    return JSON.stringify(JSON.parse(body, mask), undefined, 2);
  } catch {
    return body;
  }
}

function cut(text: string): string {
  if (text.length <= longestBody) return text;
  return `${text.slice(0, longestBody)}… (${text.length} characters)`;
}
