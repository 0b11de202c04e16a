import { claimsFlowOfPolicy } from './claims-flow.ts';
import { fold } from './id-map.ts';
import type { JourneyStep, StepCall } from './journey-steps.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile, InputClaim } from './model.ts';
import { transformedClaims } from './written-claims.ts';

/** An input claim of a technical profile that steps run, and where it has no value. */
export interface ClaimRead {
  readonly claim: InputClaim;
  readonly profile: EffectiveTechnicalProfile;
  /** Whether some step runs the technical profile where the claim may have a value. */
  isEverSet: boolean;
  /** The steps that run it where no path sets the claim. */
  readonly unset: { readonly at: JourneyStep; readonly call: StepCall }[];
}

const readsByPolicy = new WeakMap<EffectivePolicy, readonly ClaimRead[]>();

/**
 * Every input claim that steps of the policy's journeys read. A claim has a value where a step before
 * may set it, where it has a DefaultValue, or where the profile's own InputClaimsTransformations set it.
 * Profiles that are never enabled, and claim types that nobody declares, are left out.
 */
export function claimReads(policy: EffectivePolicy): readonly ClaimRead[] {
  const known = readsByPolicy.get(policy) ?? [...findReads(policy).values()];
  readsByPolicy.set(policy, known);
  return known;
}

function findReads(policy: EffectivePolicy): Map<InputClaim, ClaimRead> {
  const reads = new Map<InputClaim, ClaimRead>();
  for (const { at, mayBeSet } of claimsFlowOfPolicy(policy)) {
    for (const call of at.calls) {
      for (const claim of readClaims(policy, call.profile)) {
        const read = reads.get(claim) ?? newRead(claim, call);
        reads.set(claim, read);
        if (mayBeSet.has(fold(claim.claimTypeReferenceId))) read.isEverSet = true;
        else read.unset.push({ at, call });
      }
    }
  }
  return reads;
}

function newRead(claim: InputClaim, { profile }: StepCall): ClaimRead {
  return { claim, profile, isEverSet: false, unset: [] };
}

function readClaims(policy: EffectivePolicy, profile: EffectiveTechnicalProfile): InputClaim[] {
  const { inputClaims, inputClaimsTransformations, enabledForUserJourneys } = profile;
  if (enabledForUserJourneys === 'Never' || enabledForUserJourneys === 'false') return [];
  const own = new Set(transformedClaims(policy, inputClaimsTransformations));
  return inputClaims.filter(
    ({ claimTypeReferenceId: id, defaultValue }) =>
      defaultValue === undefined && !own.has(fold(id)) && policy.claimTypes.has(id),
  );
}
