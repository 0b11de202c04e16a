import { fold } from './id-map.ts';
import { metadataValue } from './metadata-value.ts';
import type {
  ClaimsTransformationReference,
  EffectivePolicy,
  EffectiveTechnicalProfile,
} from './model.ts';

/* Which claims a technical profile leaves in the claims bag. Ids are folded. */

type ClaimsByProfile = WeakMap<EffectiveTechnicalProfile, ReadonlySet<string>>;

const writtenByPolicy = new WeakMap<EffectivePolicy, ClaimsByProfile>();

/**
 * Every claim that may be set after the technical profile ran as a step of a journey: its output
 * claims, those of its transformations, its session and its display controls, the client's IP address.
 * Two are taken in although B2C may drop them: an input claim's DefaultValue (unconfirmed whether it
 * stays in the bag), and outputs of validation technical profiles that the profile itself does not
 * list, of which `vtp-output-lost` tells. @see facts engine 1.3 to 1.5
 */
export function writtenClaims(
  policy: EffectivePolicy,
  profile: EffectiveTechnicalProfile,
): ReadonlySet<string> {
  const byProfile = writtenByPolicy.get(policy) ?? new WeakMap();
  writtenByPolicy.set(policy, byProfile);
  const known = byProfile.get(profile);
  if (known) return known;
  const claims = new Set([
    ...ownClaims(policy, profile),
    ...sessionClaims(policy, profile),
    ...validatedBy(policy, profile).flatMap((validation) => ownClaims(policy, validation)),
    ...controlClaims(policy, profile),
  ]);
  byProfile.set(profile, claims);
  return claims;
}

function ownClaims(policy: EffectivePolicy, profile: EffectiveTechnicalProfile): string[] {
  const { inputClaims, outputClaims } = profile;
  const defaults = inputClaims.filter(({ defaultValue }) => defaultValue !== undefined);
  const ipAddress = metadataValue(profile, 'IpAddressClaimReferenceId');
  return [
    ...[...outputClaims, ...defaults].map(idOf),
    ...transformedClaims(policy, profile.inputClaimsTransformations),
    ...transformedClaims(policy, profile.outputClaimsTransformations),
    ...(ipAddress === undefined ? [] : [fold(ipAddress)]),
  ];
}

/** The claims that the session of a technical profile gives back. @see facts engine 2.13 */
export function sessionClaims(
  policy: EffectivePolicy,
  { useTechnicalProfileForSessionManagement: session }: EffectiveTechnicalProfile,
): string[] {
  const profile = session && policy.technicalProfiles.get(session.referenceId);
  return profile ? [...profile.persistedClaims, ...profile.outputClaims].map(idOf) : [];
}

function validatedBy(
  { technicalProfiles }: EffectivePolicy,
  { validationTechnicalProfiles }: EffectiveTechnicalProfile,
): EffectiveTechnicalProfile[] {
  return validationTechnicalProfiles
    .map(({ referenceId }) => technicalProfiles.get(referenceId))
    .filter((profile) => profile !== undefined);
}

function controlClaims(
  policy: EffectivePolicy,
  { displayClaims }: EffectiveTechnicalProfile,
): string[] {
  const { displayControls, technicalProfiles } = policy;
  return displayClaims.flatMap(({ displayControlReferenceId: id }) => {
    const control = id === undefined ? undefined : displayControls.get(id);
    if (!control) return [];
    const called = control.actions
      .flatMap(({ validationClaimsExchange }) => validationClaimsExchange)
      .map(({ technicalProfileReferenceId }) => technicalProfiles.get(technicalProfileReferenceId))
      .filter((profile) => profile !== undefined);
    return [
      ...control.outputClaims.map(idOf),
      ...called.flatMap((profile) => ownClaims(policy, profile)),
    ];
  });
}

/**
 * The claims that are set whenever the technical profile ran: those with a DefaultValue, those that the
 * user must fill in, outputs of transformations, and what validation technical profiles surely hand on.
 */
export function surelyWritten(
  policy: EffectivePolicy,
  profile: EffectiveTechnicalProfile,
): ReadonlySet<string> {
  const claims = ownSureClaims(policy, profile);
  const validations = profile.validationTechnicalProfiles.filter(
    ({ preconditions, continueOnError }) => preconditions.length === 0 && !continueOnError,
  );
  const handedOn = new Set(profile.outputClaims.map(idOf));
  for (const { referenceId } of validations) {
    const validation = policy.technicalProfiles.get(referenceId);
    const sure = validation ? ownSureClaims(policy, validation) : new Set<string>();
    for (const claim of sure) if (handedOn.has(claim)) claims.add(claim);
  }
  return claims;
}

function ownSureClaims(policy: EffectivePolicy, profile: EffectiveTechnicalProfile): Set<string> {
  const sure = profile.outputClaims.filter(
    ({ defaultValue, required }) => required || (defaultValue !== undefined && defaultValue !== ''),
  );
  return new Set([
    ...sure.map(idOf),
    ...transformedClaims(policy, profile.inputClaimsTransformations),
    ...transformedClaims(policy, profile.outputClaimsTransformations),
  ]);
}

/** The output claims of these transformations. */
export function transformedClaims(
  { claimsTransformations }: EffectivePolicy,
  references: readonly ClaimsTransformationReference[],
): string[] {
  return references.flatMap(({ referenceId }) =>
    (claimsTransformations.get(referenceId)?.outputClaims ?? []).map(idOf),
  );
}

function idOf({ claimTypeReferenceId }: { readonly claimTypeReferenceId: string }): string {
  return fold(claimTypeReferenceId);
}
