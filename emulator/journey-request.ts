import type { Grant } from './protocol/grants.ts';
import type { ResponseMode } from './response.ts';

/** What starts a journey: a request of an application, read and found valid. @see facts engine 3.2, 3.6 */
export interface JourneyRequest {
  readonly endpoint: 'authorize' | 'token' | 'userInfo' | 'saml';
  /** Every parameter of the request, as it came. `{OIDC:…}` and `{OAUTH-KV:…}` read them. */
  readonly parameters: ReadonlyMap<string, string>;
  /** `https://localhost:8443`: where the request came in; issuer and endpoints stand on it. */
  readonly origin: string;
  readonly clientId: string;
  readonly redirectUri?: string;
  readonly responseMode?: ResponseMode;
  /** `code`, `id_token`, `token`. */
  readonly responseTypes: ReadonlySet<string>;
  readonly scopes: readonly string[];
  readonly state?: string;
  readonly nonce?: string;
  /** `login`, `none` … */
  readonly prompt?: string;
  /** RFC 5646 tags, the best first: of ui_locales, then of the browser. */
  readonly languages: readonly string[];
  readonly ipAddress: string;
  /** What the refresh token stands for, where the journey answers one. */
  readonly refreshed?: Grant;
  /** The bearer token of a userinfo request. */
  readonly bearerToken?: string;
  /** The grant of the token endpoint that the journey answers. */
  readonly grant?: 'refresh_token' | 'client_credentials' | 'password';
  /** Kept through a refresh: when the user signed in, in seconds since 1970. */
  readonly authTime?: number;
  /** What the SAML AuthnRequest said, for a SAML relying party. */
  readonly saml?: SamlRequest;
}

/** A SAML authentication request. @see facts engine 2.12 */
export interface SamlRequest {
  readonly id: string;
  readonly issuer: string;
  readonly assertionConsumerUrl: string;
  readonly relayState?: string;
  readonly nameIdPolicyFormat?: string;
  readonly forceAuthn: boolean;
  /** The rest is only for `{SAML:…}`, as it was written. */
  readonly allowCreate?: string;
  readonly providerName?: string;
  readonly protocolBinding?: string;
  /** The NameID of the Subject. */
  readonly subject?: string;
  /** Of RequestedAuthnContext, in their order. */
  readonly authnContextClassReferences?: readonly string[];
}
