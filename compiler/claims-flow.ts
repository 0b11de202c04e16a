import { fold } from './id-map.ts';
import {
  hasWholeChain,
  isSelection,
  isWhole,
  type JourneyStep,
  type StepCall,
  startedJourneys,
  walkJourney,
} from './journey-steps.ts';
import type { EffectivePolicy } from './model.ts';
import type { UserJourney } from './model-journeys.ts';
import { sessionClaims, surelyWritten, writtenClaims } from './written-claims.ts';

/** A step, and what the claims bag may and must hold before it runs. Claims are folded ids. */
export interface FlowStep {
  readonly at: JourneyStep;
  /** All steps of the walk that this one belongs to. */
  readonly walk: readonly JourneyStep[];
  /** Set on some path; grows with the next step, so look before you go on. */
  readonly mayBeSet: ReadonlySet<string>;
  /** Set on every path; grows as well. */
  readonly isSet: ReadonlySet<string>;
  /** What sessions of the whole journey give back: some do before the step that names them. */
  readonly mayBeRestored: ReadonlySet<string>;
}

/**
 * The steps of every journey that the relying party starts; without one, of every journey. A journey
 * that refers to what nobody declares is left out: what it would set is not known.
 */
export function* claimsFlowOfPolicy(policy: EffectivePolicy): Generator<FlowStep> {
  if (!hasWholeChain(policy)) return;
  const { relyingParty, userJourneys } = policy;
  const journeys = relyingParty ? startedJourneys(policy) : userJourneys.values();
  for (const journey of journeys) {
    if (isWhole(policy, journey)) yield* followClaims(policy, journey);
  }
}

/**
 * Walks a journey and follows its claims. What a path may set is taken broadly, what it must set
 * narrowly, so that whoever reports an absent claim is right. @see facts engine 1.2 to 1.5
 */
function* followClaims(policy: EffectivePolicy, journey: UserJourney): Generator<FlowStep> {
  const mayBeSet = claimsAtStart(policy, journey);
  const isSet = new Set<string>();
  const steps = walkJourney(policy, journey);
  const profiles = new Set(steps.flatMap(({ calls }) => calls.map(({ profile }) => profile)));
  const restored = [...profiles].flatMap((profile) => sessionClaims(policy, profile));
  const mayBeRestored = new Set(restored);
  const done = new Set<object>();
  const sure = new Set<object>();
  for (const at of steps) {
    yield { at, walk: steps, mayBeSet, isSet, mayBeRestored };
    for (const { profile } of newCalls(at.calls, done)) {
      addAll(mayBeSet, writtenClaims(policy, profile));
    }
    if (isCertain(at) && newCalls(at.calls, sure).length > 0)
      addAll(isSet, setBy(policy, at.calls));
  }
}

/** The calls of profiles that have not run before: running one again adds no claim. */
function newCalls(calls: readonly StepCall[], done: Set<object>): StepCall[] {
  const fresh = calls.filter(({ profile }) => !done.has(profile));
  for (const { profile } of fresh) done.add(profile);
  return fresh;
}

/** Every claim that some step of the journey may set; undefined where the journey is not whole. */
export function claimsOfJourney(
  policy: EffectivePolicy,
  journey: UserJourney,
): Set<string> | undefined {
  if (!isWhole(policy, journey)) return undefined;
  const claims = claimsAtStart(policy, journey);
  const calls = walkJourney(policy, journey).flatMap((step) => step.calls);
  for (const profile of new Set(calls.map((call) => call.profile))) {
    addAll(claims, writtenClaims(policy, profile));
  }
  return claims;
}

/** What the relying party sends along, and what authorizes a UserInfo journey. */
function claimsAtStart(policy: EffectivePolicy, journey: UserJourney): Set<string> {
  const claims = new Set<string>();
  for (const { inputClaims } of policy.relyingParty?.technicalProfiles ?? []) {
    for (const { claimTypeReferenceId } of inputClaims) claims.add(fold(claimTypeReferenceId));
  }
  for (const { referenceId } of journey.authorizationTechnicalProfiles) {
    const profile = policy.technicalProfiles.get(referenceId);
    if (profile) addAll(claims, writtenClaims(policy, profile));
  }
  return claims;
}

/** Not where the step may be skipped, or the user goes another way. */
function isCertain({ step, invokedBy }: JourneyStep): boolean {
  const isRun = [step, ...invokedBy].every(({ preconditions }) => preconditions.length === 0);
  return isRun && !isSelection(step);
}

/** What each of the calls sets: the user chooses one of them. */
function setBy(policy: EffectivePolicy, [first, ...others]: readonly StepCall[]): Set<string> {
  return others.reduce(
    (claims, { profile }) => claims.intersection(surelyWritten(policy, profile)),
    new Set(first && surelyWritten(policy, first.profile)),
  );
}

function addAll(claims: Set<string>, more: Iterable<string>): void {
  for (const claim of more) claims.add(claim);
}
