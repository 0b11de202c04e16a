import type { EffectivePolicy, EffectiveTechnicalProfile } from '../../compiler/model.ts';

/** What a provider has an address for. */
export type StandInPlace =
  | 'authorize'
  | 'token'
  | 'claims'
  | 'keys'
  | '.well-known/openid-configuration'
  | 'logout'
  | 'oauth1/request-token'
  | 'oauth1/authorize'
  | 'oauth1/access-token'
  | 'oauth1/claims'
  | 'saml/metadata'
  | 'saml/sign-in';

/** The path that all stand-ins stand under. */
export const standInRoot = '/_idp';

/** Where the stand-in of a technical profile stands. */
export function standInBase({
  origin,
  policy,
  profile,
}: {
  readonly origin: string;
  readonly policy: Pick<EffectivePolicy, 'policyId'>;
  readonly profile: Pick<EffectiveTechnicalProfile, 'id'>;
}): string {
  const path = [policy.policyId, profile.id].map(encodeURIComponent).join('/');
  return `${origin}${standInRoot}/${path}`;
}
