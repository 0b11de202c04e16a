import { newSecret, type Tenant } from '../tenant.ts';
import type { Grant } from './grants.ts';
import type { IssuerSettings } from './issuer-settings.ts';
import { audienceOf, resourceScopes } from './scopes.ts';
import { signAccessToken, signIdToken } from './sign-token.ts';

/** What the token endpoint answers from. */
export interface TokenAnswer {
  readonly grant: Grant;
  readonly issuer: IssuerSettings;
  /** The application asked for MSAL's `client_info`. */
  readonly wantsClientInfo?: boolean;
  /** The tokens answer a refresh. */
  readonly isRefresh?: boolean;
}

/** The JSON of the token endpoint. @see facts engine 3.6 */
export async function tokenResponse(tenant: Tenant, answer: TokenAnswer): Promise<object> {
  const { grant, issuer, isRefresh = false, wantsClientInfo = false } = answer;
  const { nonce, ...withoutNonce } = grant;
  const isNonceKept = nonce !== undefined && (!isRefresh || tenant.settings.nonceAfterRefresh);
  const content = { ...withoutNonce, issuer, ...(isNonceKept ? { nonce } : {}) };
  const now = Math.floor(tenant.now().getTime() / 1000);
  const number = (value: number) => (issuer.hasJsonNumbers ? value : String(value));
  const wantsIdToken = grant.scopes.includes('openid');
  const wantsAccessToken = resourceScopes(grant.scopes).length > 0;
  const lifetime = wantsAccessToken ? issuer.accessTokenSeconds : issuer.idTokenSeconds;
  const refreshToken = grant.scopes.includes('offline_access')
    ? addRefreshToken(tenant, grant, issuer)
    : undefined;
  return {
    ...(wantsAccessToken ? { access_token: await signAccessToken(tenant, content) } : {}),
    ...(wantsIdToken ? { id_token: await signIdToken(tenant, content) } : {}),
    token_type: 'Bearer',
    not_before: number(now),
    expires_in: number(lifetime),
    expires_on: number(now + lifetime),
    ...(wantsAccessToken ? { resource: audienceOf(grant.scopes, grant.clientId) } : {}),
    ...(wantsAccessToken ? { scope: resourceScopes(grant.scopes).join(' ') } : {}),
    ...(wantsClientInfo ? { client_info: clientInfo(tenant, grant) } : {}),
    ...(refreshToken === undefined
      ? {}
      : {
          refresh_token: refreshToken.handle,
          refresh_token_expires_in: number(refreshToken.seconds),
        }),
  };
}

/** A refresh token slides until its window ends; `seconds` is what is left to it. */
function addRefreshToken(tenant: Tenant, grant: Grant, issuer: IssuerSettings) {
  const issuedAt = tenant.now();
  const after = (seconds: number) => new Date(issuedAt.getTime() + seconds * 1000);
  const { refreshWindowSeconds } = issuer;
  const windowEnd =
    grant.windowEnd ??
    (refreshWindowSeconds === undefined ? undefined : after(refreshWindowSeconds));
  const own = after(issuer.refreshTokenSeconds);
  const expiresAt = windowEnd !== undefined && windowEnd < own ? windowEnd : own;
  const handle = newSecret(tenant);
  tenant.grants.add(handle, {
    ...{ ...grant, kind: 'refreshToken', issuedAt, expiresAt },
    ...(windowEnd === undefined ? {} : { windowEnd }),
  });
  return { handle, seconds: Math.floor((expiresAt.getTime() - issuedAt.getTime()) / 1000) };
}

/** MSAL makes its account of it: the user at the policy, and the tenant. */
function clientInfo({ objectId }: Tenant, { tokenClaims, policyId }: Grant): string {
  const user = String(tokenClaims['oid'] ?? tokenClaims['sub'] ?? '');
  const info = { uid: `${user}-${policyId.toLowerCase()}`, utid: objectId };
  return Buffer.from(JSON.stringify(info)).toString('base64url');
}
