import { partnerClaimTypeOf } from '../../compiler/partner-claim-type.ts';
import { technicalProfileType } from '../../compiler/technical-profile-type.ts';
import type { LoadedPolicy } from '../policy-library.ts';
import type { Tenant } from '../tenant.ts';
import { issuerSettings, issuerUrl } from './issuer-settings.ts';

/**
 * The keys that tokens of the policy are signed with, former ones too. A key that nobody has used yet is
 * made: whoever asks at start finds it. @see facts engine 3.1
 */
export async function jsonWebKeySet(tenant: Tenant, { policy }: LoadedPolicy) {
  const issuers = policy.technicalProfiles
    .values()
    .filter((profile) => technicalProfileType(profile) === 'jwtIssuer');
  const names = issuers.flatMap((profile) => issuerSettings(profile).signingKey ?? []);
  for (const name of names) await tenant.keyStore.signingKey(name);
  const own = new Set(names.map((name) => name.toLowerCase()));
  const keys = await tenant.keyStore.signingKeys();
  return {
    keys: keys
      .filter(({ storageReferenceId }) => own.has(storageReferenceId.toLowerCase()))
      .map(({ publicJwk, notBefore }) => ({
        ...publicJwk,
        nbf: Math.floor(notBefore.getTime() / 1000),
      })),
  };
}

/** The `iss` of a policy's tokens. */
export function policyIssuer(
  { objectId: tenantId }: Tenant,
  { policy }: Pick<LoadedPolicy, 'policy'>,
  origin: string,
): string {
  const profile = policy.technicalProfiles
    .values()
    .find((each) => technicalProfileType(each) === 'jwtIssuer');
  const hasTfpIssuer = profile ? issuerSettings(profile).hasTfpIssuer : false;
  return issuerUrl({ hasTfpIssuer }, { origin, tenantId, policyId: policy.policyId });
}

/** Where a policy is asked for. */
export interface PolicyAddress {
  /** `https://localhost:8443` */
  readonly origin: string;
  /** `/contoso.onmicrosoft.com/B2C_1A_SignUpOrSignIn` */
  readonly path: string;
}

/**
 * The discovery document; every URL stands on the request's origin. Its paths are in lower case, as in the
 * examples of B2C's documentation (unconfirmed for every tenant): MSAL in a browser writes its authority so, and
 * finds the policy in the endpoints only if they are alike. @see facts engine 3.1
 */
export function discoveryDocument(
  tenant: Tenant,
  { policy }: LoadedPolicy,
  { origin, path }: PolicyAddress,
): Record<string, unknown> {
  const base = `${origin}${path.toLowerCase()}`;
  const hasUserInfo = policy.relyingParty?.endpoints.some(
    ({ id }) => id.toLowerCase() === 'userinfo',
  );
  return {
    issuer: policyIssuer(tenant, { policy }, origin),
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    ...(hasUserInfo ? { userinfo_endpoint: `${base}/openid/v2.0/userinfo` } : {}),
    response_modes_supported: ['query', 'fragment', 'form_post'],
    response_types_supported: responseTypes,
    scopes_supported: ['openid'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    claims_supported: claimsOf({ policy }),
  };
}

const responseTypes = [
  'code',
  'code id_token',
  'code token',
  'code id_token token',
  'id_token',
  'id_token token',
  'token',
  'token id_token',
];

function claimsOf({ policy }: Pick<LoadedPolicy, 'policy'>): string[] {
  const [profile] = policy.relyingParty?.technicalProfiles ?? [];
  const claims = profile?.outputClaims ?? [];
  const names = claims.map((claim) => profile && partnerClaimTypeOf(policy, profile, claim));
  const protocol = ['iss', 'iat', 'exp', 'aud', 'acr', 'nonce', 'auth_time', 'sub'];
  return [...new Set([...names, ...protocol])].filter((name) => name !== undefined);
}
