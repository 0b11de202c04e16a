import { fold } from './id-map.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from './model.ts';
import type { PolicyElement } from './source.ts';
import { technicalProfileType } from './technical-profile-type.ts';

/** A claim that a page asks for or shows, where the policy says so. */
export interface ShownClaim {
  readonly claimTypeReferenceId: string;
  readonly element: PolicyElement;
  /** A DisplayClaim; else an OutputClaim of a profile without DisplayClaims, which shows what it can. */
  readonly isDisplayClaim: boolean;
  readonly isRequired: boolean;
}

const shownByPolicy = new WeakMap<EffectivePolicy, readonly ShownClaim[]>();

/**
 * The claims of all self-asserted pages and display controls: DisplayClaims, or where a profile has
 * none the OutputClaims that nobody else gives a value. @see facts policy-language 4
 */
export function shownClaims(policy: EffectivePolicy): readonly ShownClaim[] {
  const known = shownByPolicy.get(policy);
  if (known) return known;
  const profiles = policy.technicalProfiles.values();
  const selfAsserted = profiles.filter((each) => technicalProfileType(each) === 'selfAsserted');
  const controls = policy.displayControls.values();
  const shown = [
    ...selfAsserted.flatMap((profile) => shownOn(policy, profile)),
    ...controls.flatMap(({ displayClaims }) =>
      displayClaims.filter((claim) => !isPicture(claim)).flatMap(asDisplayClaim),
    ),
  ];
  shownByPolicy.set(policy, shown);
  return shown;
}

/** The claims of one self-asserted page; those of its display controls are not among them. */
export function shownOn(
  policy: Pick<EffectivePolicy, 'technicalProfiles' | 'claimsTransformations'>,
  profile: EffectiveTechnicalProfile,
): ShownClaim[] {
  if (profile.displayClaims.length > 0) return profile.displayClaims.flatMap(asDisplayClaim);
  const given = givenClaims(policy, profile);
  return profile.outputClaims
    .filter(({ claimTypeReferenceId: id, defaultValue }) => {
      return defaultValue === undefined && !given.has(fold(id));
    })
    .map((claim) => ({
      claimTypeReferenceId: claim.claimTypeReferenceId,
      element: claim,
      isDisplayClaim: false,
      isRequired: claim.required ?? false,
    }));
}

/** What a QrCodeControl draws is no field of the page. @see facts policy-language 8.3 */
function isPicture({ controlClaimType = '' }: { readonly controlClaimType?: string }): boolean {
  return fold(controlClaimType) === 'qrcodecontent';
}

function asDisplayClaim(
  claim: PolicyElement & { readonly claimTypeReferenceId?: string; readonly required?: boolean },
): ShownClaim[] {
  const { claimTypeReferenceId, required: isRequired = false } = claim;
  if (claimTypeReferenceId === undefined) return [];
  return [{ claimTypeReferenceId, element: claim, isDisplayClaim: true, isRequired }];
}

/** What validation technical profiles return, and what transformations make. */
function givenClaims(
  policy: Pick<EffectivePolicy, 'technicalProfiles' | 'claimsTransformations'>,
  profile: EffectiveTechnicalProfile,
): Set<string> {
  const validations = profile.validationTechnicalProfiles
    .map(({ referenceId }) => policy.technicalProfiles.get(referenceId))
    .filter((each) => each !== undefined);
  const transformations = [profile, ...validations]
    .flatMap((each) => [...each.inputClaimsTransformations, ...each.outputClaimsTransformations])
    .map(({ referenceId }) => policy.claimsTransformations.get(referenceId));
  return new Set(
    [
      ...validations.flatMap(({ outputClaims }) => outputClaims),
      ...transformations.flatMap((each) => each?.outputClaims ?? []),
    ].map(({ claimTypeReferenceId }) => fold(claimTypeReferenceId)),
  );
}
