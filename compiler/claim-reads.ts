import { claimsFlowOfPolicy, type FlowStep } from './claims-flow.ts';
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
  /** The steps that run it where no path sets the claim: of a journey the first, and the last. */
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
  for (const { at, call, mayBeSet } of outerCalls(policy)) {
    for (const claim of readClaims(policy, call.profile)) {
      const read = reads.get(claim) ?? newRead(claim, call);
      reads.set(claim, read);
      if (mayBeSet.has(fold(claim.claimTypeReferenceId))) read.isEverSet = true;
      else read.unset.push({ at, call });
    }
  }
  return reads;
}

/**
 * Of every journey the first and the last call of each profile: claims only become more on the way, so
 * those between tell nothing new.
 */
function* outerCalls(policy: EffectivePolicy): Generator<FlowStep & { readonly call: StepCall }> {
  let walk: readonly JourneyStep[] | undefined;
  let last = new Map<object, StepCall>();
  let seen = new Set<object>();
  for (const step of claimsFlowOfPolicy(policy)) {
    if (step.walk !== walk) {
      walk = step.walk;
      last = new Map(walk.flatMap(({ calls }) => calls.map((call) => [call.profile, call])));
      seen = new Set();
    }
    for (const call of step.at.calls) {
      const isOuter = !seen.has(call.profile) || last.get(call.profile) === call;
      seen.add(call.profile);
      if (isOuter) yield { ...step, call };
    }
  }
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
