/** What a journey ends with, before it is HTTP. @see facts engine 3.2, 3.5, 2.2 */
export type RelyingPartyResponse =
  /** Parameters for the application's redirect URI. */
  | {
      readonly kind: 'redirect';
      readonly redirectUri: string;
      readonly responseMode: ResponseMode;
      readonly parameters: ReadonlyMap<string, string>;
    }
  | SamlMessageResponse
  /** JSON of the token or the userinfo endpoint. */
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown };

/** A SAML message for an assertion consumer, or a single logout service. */
export interface SamlMessageResponse {
  readonly kind: 'saml';
  readonly url: string;
  readonly binding: 'HTTP-POST' | 'HTTP-Redirect';
  readonly parameters: ReadonlyMap<string, string>;
}

export type ResponseMode = 'query' | 'fragment' | 'form_post';
