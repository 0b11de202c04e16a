import { metadataValue } from '../../compiler/metadata-value.ts';
import type { EffectiveTechnicalProfile } from '../../compiler/model.ts';
import { policyKeyOf } from '../../compiler/policy-key.ts';
import type { EngineSettings } from '../engine-settings.ts';

/** What a JWT issuer's metadata asks for. Lifetimes are seconds. @see facts engine 2.2 */
export interface IssuerSettings {
  readonly profileId: string;
  /** The StorageReferenceId of `issuer_secret`; undefined: the issuer cannot sign. */
  readonly signingKey: string | undefined;
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  /** After this a user signs in again whatever was refreshed; undefined: never. */
  readonly refreshWindowSeconds: number | undefined;
  readonly hasTfpIssuer: boolean;
  /** Undefined: the metadata does not say. `none`: the relying party emits `tfp` itself. */
  readonly policyClaim: 'acr' | 'none' | undefined;
  readonly hasJsonNumbers: boolean;
  /** The claim that identifies the user in codes and refresh tokens. */
  readonly userIdentityClaim: string;
}

/** Reads a JWT issuer; what it does not say has the documented default. */
export function issuerSettings(profile: EffectiveTechnicalProfile): IssuerSettings {
  const text = (key: string) => metadataValue(profile, key);
  const seconds = (key: string, fallback: number) => Number(text(key) ?? fallback) || fallback;
  const isTrue = (key: string) => text(key)?.toLowerCase() === 'true';
  return {
    profileId: profile.id,
    signingKey: policyKeyOf(profile, 'issuer_secret'),
    accessTokenSeconds: seconds('token_lifetime_secs', 3600),
    idTokenSeconds: seconds('id_token_lifetime_secs', 3600),
    refreshTokenSeconds: seconds('refresh_token_lifetime_secs', 1_209_600),
    refreshWindowSeconds: isTrue('allow_infinite_rolling_refresh_token')
      ? undefined
      : seconds('rolling_refresh_token_lifetime_secs', 7_776_000),
    hasTfpIssuer: text('IssuanceClaimPattern')?.toLowerCase() === 'authoritywithtfp',
    policyClaim: policyClaimOf(text('AuthenticationContextReferenceClaimPattern')),
    hasJsonNumbers: isTrue('SendTokenResponseBodyWithJsonNumbers'),
    userIdentityClaim: text('issuer_refresh_token_user_identity_claim_type') ?? 'objectId',
  };
}

function policyClaimOf(pattern: string | undefined): IssuerSettings['policyClaim'] {
  if (pattern === undefined) return undefined;
  return pattern.toLowerCase() === 'none' ? 'none' : 'acr';
}

/** The `iss` of tokens and discovery; the slash at its end is part of it. */
export function issuerUrl(
  { hasTfpIssuer }: Pick<IssuerSettings, 'hasTfpIssuer'>,
  at: { readonly origin: string; readonly tenantId: string; readonly policyId: string },
): string {
  const { origin, tenantId, policyId } = at;
  return hasTfpIssuer
    ? `${origin}/tfp/${tenantId}/${policyId.toLowerCase()}/v2.0/`
    : `${origin}/${tenantId}/v2.0/`;
}

/** What names the policy in tokens: `acr` or `tfp`, or nothing, where the relying party does it. */
export function policyClaims(
  issuer: Pick<IssuerSettings, 'policyClaim'>,
  policyId: string,
  settings: Pick<EngineSettings, 'policyClaim' | 'acrCase' | 'tfpCase'>,
): Readonly<Record<string, string>> {
  const claim = issuer.policyClaim ?? settings.policyClaim;
  if (claim === 'none') return {};
  const letterCase = claim === 'acr' ? settings.acrCase : settings.tfpCase;
  return { [claim]: inCase(policyId, letterCase) };
}

/** The policy's id in the letters of a setting. */
export function inCase(policyId: string, letterCase: EngineSettings['acrCase']): string {
  return letterCase === 'lower' ? policyId.toLowerCase() : policyId;
}
