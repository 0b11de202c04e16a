import type { Context } from 'hono';
import { metadataValue } from '../../compiler/metadata-value.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from '../../compiler/model.ts';
import type { PolicyLibrary } from '../policy-library.ts';
import { standInBase } from './stand-in-address.ts';

/** The technical profile whose provider a stand-in plays. */
export interface PlayedProfile {
  readonly policy: EffectivePolicy;
  readonly profile: EffectiveTechnicalProfile;
  /** `https://localhost:8443/_idp/B2C_1A_SignUpOrSignIn/Facebook-OAUTH` */
  readonly base: string;
}

/** The profile that a stand-in's URL names; undefined where there is none. */
export function playedProfile(
  policies: PolicyLibrary,
  context: Context,
): PlayedProfile | undefined {
  const policy = policies.find(context.req.param('policy') ?? '')?.policy;
  const profile = policy?.technicalProfiles.get(context.req.param('profile') ?? '');
  if (!policy || !profile) return undefined;
  const { origin } = new URL(context.req.url);
  return { policy, profile, base: standInBase({ origin, policy, profile }) };
}

/** A metadata item's value. */
export function metadataOf({ profile }: PlayedProfile, key: string): string | undefined {
  return metadataValue(profile, key);
}
