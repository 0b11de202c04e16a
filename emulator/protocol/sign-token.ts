import { createHash } from 'node:crypto';
import * as jose from 'jose';
import { JourneyFailed } from '../../shared/errors.ts';
import type { Tenant } from '../tenant.ts';
import type { Grant } from './grants.ts';
import { type IssuerSettings, issuerUrl, policyClaims } from './issuer-settings.ts';
import { audienceOf, permissionsOf } from './scopes.ts';

/** What tokens are made of. */
export interface TokenContent
  extends Pick<
    Grant,
    'policyId' | 'clientId' | 'scopes' | 'nonce' | 'origin' | 'tokenClaims' | 'authTime'
  > {
  readonly issuer: IssuerSettings;
}

/** Handles whose hash the ID token of the same response carries. */
export interface HashedTokens {
  readonly code?: string | undefined;
  readonly accessToken?: string | undefined;
}

/** @see facts engine 2.2 */
export function signIdToken(
  tenant: Tenant,
  content: TokenContent,
  { code, accessToken }: HashedTokens = {},
): Promise<string> {
  return sign(tenant, content, content.issuer.idTokenSeconds, {
    aud: content.clientId,
    ...(content.nonce === undefined ? {} : { nonce: content.nonce }),
    ...(code === undefined ? {} : { c_hash: halfHash(code) }),
    ...(accessToken === undefined ? {} : { at_hash: halfHash(accessToken) }),
  });
}

/** @see facts engine 2.2 */
export function signAccessToken(tenant: Tenant, content: TokenContent): Promise<string> {
  const permissions = permissionsOf(content.scopes);
  const { nonceInAccessToken } = tenant.settings;
  const isNonceSent = nonceInAccessToken && content.nonce !== undefined;
  return sign(tenant, content, content.issuer.accessTokenSeconds, {
    aud: audienceOf(content.scopes, content.clientId),
    azp: content.clientId,
    ...(permissions.length === 0 ? {} : { scp: permissions.join(' ') }),
    ...(isNonceSent ? { nonce: content.nonce } : {}),
  });
}

async function sign(
  tenant: Tenant,
  content: TokenContent,
  lifetimeSeconds: number,
  own: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { issuer, policyId, origin, authTime, tokenClaims } = content;
  const { keyId, privateKey } = await tenant.keyStore.signingKey(requireKey(issuer));
  const now = Math.floor(tenant.now().getTime() / 1000);
  const iss = issuerUrl(issuer, { origin, tenantId: tenant.objectId, policyId });
  const policy = policyClaims(issuer, policyId, tenant.settings);
  const payload = {
    ...tokenClaims,
    ...{ ver: '1.0', iss, ...policy, auth_time: authTime, ...own },
    ...{ iat: now, nbf: now, exp: now + lifetimeSeconds },
  };
  return new jose.SignJWT(payload)
    .setProtectedHeader({ alg: 'RS256', kid: keyId, typ: 'JWT' })
    .sign(privateKey);
}

function requireKey({ signingKey, profileId }: IssuerSettings): string {
  if (signingKey !== undefined) return signingKey;
  const message = `The issuer "${profileId}" has no key "issuer_secret".`;
  throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90025' });
}

/** The left half of the SHA-256. */
function halfHash(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
}
