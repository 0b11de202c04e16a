import type { ClaimType, EffectiveTechnicalProfile, InputClaim, OutputClaim } from './model.ts';

/** Where a RESTful technical profile puts its claims. @see facts rest-contract 1.3 */
export type SendClaimsIn = 'Body' | 'Form' | 'Header' | 'QueryString' | 'Url';

/** How B2C proves who it is. Values are StorageReferenceIds, never secrets. @see facts rest-contract 2.1 */
export type RestfulAuthentication =
  | { readonly type: 'None' }
  | { readonly type: 'Basic'; readonly username: string; readonly password: string }
  | { readonly type: 'ClientCertificate'; readonly certificate: string }
  | { readonly type: 'ApiKeyHeader'; readonly header: string; readonly key: string }
  /** A fixed token in a policy key. */
  | { readonly type: 'BearerToken'; readonly token: string }
  /** UseClaimAsBearerToken: a JWT that an earlier profile fetched; `claim` is the ClaimType's id. */
  | { readonly type: 'BearerClaim'; readonly claim: string };

/** A claim as it travels: its wire name is PartnerClaimType, else the ClaimType's id. */
export interface WireClaim<Reference extends InputClaim | OutputClaim> {
  readonly wireName: string;
  readonly claimType: ClaimType;
  readonly reference: Reference;
}

/** What a technical profile with RestfulProvider says, read once for emitters, caller and emulator. */
export interface RestfulTechnicalProfile {
  readonly id: string;
  readonly technicalProfile: EffectiveTechnicalProfile;
  readonly serviceUrl: string;
  readonly method: 'GET' | 'POST';
  readonly sendClaimsIn: SendClaimsIn;
  readonly authentication: RestfulAuthentication;
  readonly claimUsedForRequestPayload?: string;
  readonly resolveJsonPathsInJsonTokens: boolean;
  readonly includeClaimResolvingInClaimsHandling: boolean;
  readonly inputClaims: readonly WireClaim<InputClaim>[];
  readonly outputClaims: readonly WireClaim<OutputClaim>[];
}
