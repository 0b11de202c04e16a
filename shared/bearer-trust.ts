import { CallerUnauthenticated, SettingsInvalid } from './errors.ts';
import {
  type Environment,
  flagSetting,
  isDevelopment,
  listSetting,
  requireSafeUrl,
  requireSettings,
} from './settings.ts';

/** Whose bearer tokens are believed. @see facts rest-contract 2.3 */
export interface BearerTrust {
  /** One, or Entra's two of one tenant: version 1 and version 2. */
  readonly issuers: readonly string[];
  /** One, or the two that tokens of both versions name: the API's URI and its client id. */
  readonly audiences: ReadonlySet<string>;
  /** Client ids: `azp` or `appid` of the token. */
  readonly allowedClients: ReadonlySet<string>;
  /** The app role that `roles` must have; undefined: none. */
  readonly requiredRole: string | undefined;
  /** Where the keys are; undefined: where the issuer's discovery document says. */
  readonly jwksUri: string | undefined;
}

/** What a token, or Easy Auth's principal, says of its caller. */
export interface TokenClaims {
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** `azp` of version 2, else `appid` of version 1. */
  readonly client: string | undefined;
  readonly roles: readonly string[];
}

const names = ['Bearer__Issuer', 'Bearer__Audience', 'Bearer__AllowedClients'];

/** Reads `Bearer__…`; all but the role and the address of the keys may be lists. Plain HTTP is for development only. */
export function bearerTrust(environment: Environment): BearerTrust {
  requireSettings(names, environment);
  const issuers = listSetting('Bearer__Issuer', environment);
  const jwksUri = environment['Bearer__JwksUri'] || undefined;
  for (const issuer of issuers) requireSafeUrl('Bearer__Issuer', issuer, environment);
  if (jwksUri !== undefined) requireSafeUrl('Bearer__JwksUri', jwksUri, environment);
  return {
    issuers,
    audiences: new Set(listSetting('Bearer__Audience', environment)),
    allowedClients: new Set(listSetting('Bearer__AllowedClients', environment)),
    requiredRole: environment['Bearer__RequiredRole']?.trim() || undefined,
    jwksUri,
  };
}

/** Throws CallerUnauthenticated unless these claims are of a caller that is let in. */
export function requireTrusted(claims: TokenClaims, trust: BearerTrust): void {
  const { issuer, audiences, client, roles } = claims;
  if (!trust.issuers.includes(issuer)) {
    throw new CallerUnauthenticated('The token is of an issuer that is not trusted.');
  }
  if (!audiences.some((audience) => trust.audiences.has(audience))) {
    throw new CallerUnauthenticated('The token is for another audience.');
  }
  if (client === undefined || !trust.allowedClients.has(client)) {
    throw new CallerUnauthenticated('The token was issued to a client that is not allowed.');
  }
  if (trust.requiredRole !== undefined && !roles.includes(trust.requiredRole)) {
    throw new CallerUnauthenticated('The token lacks the role that is required.');
  }
}

const principalSetting = 'EasyAuthPrincipalForwarded';

/**
 * Whether the platform's own authentication (Easy Auth) judges tokens and sets
 * `X-MS-CLIENT-PRINCIPAL`, so that it may be believed. Absent is no. In Azure the platform must say so
 * too: `WEBSITE_AUTH_ENABLED` (unconfirmed). Throws SettingsInvalid where it does not.
 * @see facts rest-contract 2.5, runtime 1 (Requests)
 */
export function isPrincipalForwarded(environment: Environment): boolean {
  if (!flagSetting(principalSetting, environment)) return false;
  const isOn = environment['WEBSITE_AUTH_ENABLED']?.trim().toLowerCase() === 'true';
  if (isOn || isDevelopment(environment)) return true;
  const problem =
    'is "true", but the platform does not authenticate: anybody could forge the header';
  throw new SettingsInvalid([{ setting: principalSetting, problem }]);
}
