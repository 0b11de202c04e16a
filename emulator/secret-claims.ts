import { fold } from '../compiler/id-map.ts';
import type { EffectivePolicy } from '../compiler/model.ts';

/** What is shown of a secret. */
export const masked = '***';

const knownSecrets = /password|secret|(?:access|refresh|bearer|id)_?token$|^otp|verificationcode/;

/** Whether a claim's name alone says that it is a secret: all that is known where there is no policy. */
export function hasSecretName(claimTypeReferenceId: string): boolean {
  return knownSecrets.test(fold(claimTypeReferenceId));
}

const secretsByPolicy = new WeakMap<EffectivePolicy, (id: string) => boolean>();

/** Partner claims of technical profiles that make and check codes. @see facts engine 2.4, 2.5 */
const secretPartners = new Set([
  'otpgenerated',
  'otptoverify',
  'otpcode',
  'verificationcode',
  'secretkey',
]);

const secretParts = new Set(['verificationcode', 'qrcodecontent']);

/** Claims that hold codes, or what codes are made of, whatever they are called. */
function codeClaims(policy: EffectivePolicy): string[] {
  const references = policy.technicalProfiles
    .values()
    .flatMap(({ inputClaims, outputClaims }) => [...inputClaims, ...outputClaims])
    .filter(({ partnerClaimType }) => secretPartners.has(fold(partnerClaimType ?? '')));
  const parts = policy.displayControls
    .values()
    .flatMap(({ displayClaims }) => displayClaims)
    .filter(({ controlClaimType }) => secretParts.has(fold(controlClaimType ?? '')));
  return [...references, ...parts].map(({ claimTypeReferenceId }) => fold(claimTypeReferenceId));
}

/**
 * Which claims are never shown: what is typed as a password, bearer tokens, codes, and claims whose name
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
  const secrets = new Set([...bearers, ...passwords, ...codeClaims(policy)]);
  const isSecret = (id: string) => secrets.has(fold(id)) || hasSecretName(id);
  secretsByPolicy.set(policy, isSecret);
  return isSecret;
}
