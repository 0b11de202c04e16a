import { fold } from '../compiler/id-map.ts';
import type { EffectivePolicy } from '../compiler/model.ts';

/** What is shown of a secret. */
export const masked = '***';

const knownSecrets = /password|secret|(?:access|refresh|bearer|id)_?token$|^otp|verificationcode/;

/** Whether a claim's name alone says that it is a secret: all that is known where there is no policy. */
export function hasSecretName(claimTypeReferenceId: string): boolean {
  return knownSecrets.test(fold(claimTypeReferenceId));
}

/** Of secrets, those that a person types or gets: passwords and codes. */
const knownToPeople = /password|^otp|verificationcode/;

/** Which claims of a policy are secrets, and which of these a person has typed or got. */
interface Secrets {
  readonly isSecret: (id: string) => boolean;
  readonly isKnownToPerson: (id: string) => boolean;
}

const secretsByPolicy = new WeakMap<EffectivePolicy, Secrets>();

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
  return secretsOf(policy).isSecret;
}

/**
 * Which of these the trace viewer may show to whoever asks for one: passwords and codes, for the person at
 * this machine has typed or got them. Tokens and what else opens an API stay hidden.
 */
export function isRevealableClaim(policy: EffectivePolicy): (id: string) => boolean {
  return secretsOf(policy).isKnownToPerson;
}

function secretsOf(policy: EffectivePolicy): Secrets {
  const known = secretsByPolicy.get(policy);
  if (known) return known;
  const bearers = new Set(
    policy.technicalProfiles.values().flatMap(({ metadata }) => {
      return metadata
        .filter(({ key }) => fold(key) === 'useclaimasbearertoken')
        .map(({ value }) => fold(value.trim()));
    }),
  );
  const passwords = policy.claimTypes
    .values()
    .filter(({ userInputType }) => userInputType === 'Password')
    .map(({ id }) => fold(id));
  const ofPeople = new Set([...passwords, ...codeClaims(policy)]);
  const secrets = {
    isSecret: (id: string) => bearers.has(fold(id)) || ofPeople.has(fold(id)) || hasSecretName(id),
    isKnownToPerson: (id: string) =>
      !bearers.has(fold(id)) && (ofPeople.has(fold(id)) || knownToPeople.test(fold(id))),
  };
  secretsByPolicy.set(policy, secrets);
  return secrets;
}
