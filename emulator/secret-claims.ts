import { fold } from '../compiler/id-map.ts';
import type { EffectivePolicy } from '../compiler/model.ts';

const knownSecrets = /password|secret|(?:access|refresh|bearer|id)_?token$|^otp|verificationcode/;

const secretsByPolicy = new WeakMap<EffectivePolicy, (id: string) => boolean>();

/**
 * Which claims are never shown: what is typed as a password, bearer tokens, and claims whose name
 * says that they are a secret.
 */
export function isSecretClaim(policy: EffectivePolicy): (id: string) => boolean {
  const known = secretsByPolicy.get(policy);
  if (known) return known;
  const bearers = policy.technicalProfiles.values().flatMap(({ metadata }) => {
    return metadata
      .filter(({ key }) => fold(key) === 'useclaimasbearertoken')
      .map(({ value }) => fold(value.trim()));
  });
  const passwords = policy.claimTypes
    .values()
    .filter(({ userInputType }) => userInputType === 'Password')
    .map(({ id }) => fold(id));
  const secrets = new Set([...bearers, ...passwords]);
  const isSecret = (id: string) => secrets.has(fold(id)) || knownSecrets.test(fold(id));
  secretsByPolicy.set(policy, isSecret);
  return isSecret;
}
