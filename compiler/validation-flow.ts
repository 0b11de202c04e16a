import { claimsFlowOfPolicy, type FlowStep } from './claims-flow.ts';
import { fold } from './id-map.ts';
import { type JourneyStep, type StepCall, startedJourneys, walkJourney } from './journey-steps.ts';
import type {
  EffectivePolicy,
  EffectiveTechnicalProfile,
  ValidationTechnicalProfile,
} from './model.ts';
import { validationEntries } from './validation-lists.ts';
import { transformedClaims, writtenClaims } from './written-claims.ts';

/** A technical profile that is about to run, as a step or behind a page, and what it may find. */
export interface RunningProfile {
  readonly profile: EffectiveTechnicalProfile;
  readonly flow: FlowStep;
  /** Present behind a page. */
  readonly page?: EffectiveTechnicalProfile;
  readonly validation?: ValidationTechnicalProfile;
  /** Whether the claim may have a value; ask before you go on. */
  readonly mayHave: (claimTypeId: string) => boolean;
}

/**
 * Every technical profile that a journey of the relying party runs: those of steps, and the validation
 * technical profiles of their pages. What a display control's actions run is left out: users choose
 * when. Of a page that one journey shows often, only the first and the last time count: between them
 * the claims bag only grows. @see facts engine 1.5
 */
export function* runningProfiles(policy: EffectivePolicy): Generator<RunningProfile> {
  const edges = edgesOf(policy);
  for (const flow of claimsFlowOfPolicy(policy)) {
    for (const call of flow.at.calls) {
      yield stepOf(policy, flow, call);
      if (edges.get(flow.at)?.has(call.profile)) yield* validationsOf(policy, flow, call.profile);
    }
  }
}

/** The steps that show a page for the first or the last time in their journey. */
function edgesOf(policy: EffectivePolicy): Map<JourneyStep, Set<EffectiveTechnicalProfile>> {
  const { relyingParty, userJourneys } = policy;
  const journeys = relyingParty ? startedJourneys(policy) : userJourneys.values();
  const edges = new Map<JourneyStep, Set<EffectiveTechnicalProfile>>();
  for (const steps of journeys.map((journey) => walkJourney(policy, journey))) {
    for (const each of [steps, steps.toReversed()]) addFirst(edges, each);
  }
  return edges;
}

function addFirst(
  edges: Map<JourneyStep, Set<EffectiveTechnicalProfile>>,
  steps: readonly JourneyStep[],
): void {
  const seen = new Set<EffectiveTechnicalProfile>();
  for (const step of steps) {
    for (const { profile } of step.calls) {
      if (seen.has(profile)) continue;
      seen.add(profile);
      edges.set(step, (edges.get(step) ?? new Set()).add(profile));
    }
  }
}

function stepOf(policy: EffectivePolicy, flow: FlowStep, { profile }: StepCall): RunningProfile {
  const own = new Set(preparedClaims(policy, profile));
  return { profile, flow, mayHave: (id) => own.has(fold(id)) || isInBag(flow, id) };
}

function* validationsOf(
  policy: EffectivePolicy,
  flow: FlowStep,
  page: EffectiveTechnicalProfile,
): Generator<RunningProfile> {
  if (page.validationTechnicalProfiles.length === 0) return;
  const local = new Set(pageClaims(policy, page));
  for (const { validation, profile } of validationEntries(policy, page)) {
    const own = new Set(preparedClaims(policy, profile));
    const mayHave = (id: string) => own.has(fold(id)) || local.has(fold(id)) || isInBag(flow, id);
    yield { profile, flow, page, validation, mayHave };
    for (const claim of writtenClaims(policy, profile)) local.add(claim);
  }
}

/** What a session may give back counts: some do before the step that names them. */
function isInBag({ mayBeSet, mayBeRestored }: FlowStep, id: string): boolean {
  return mayBeSet.has(fold(id)) || mayBeRestored.has(fold(id));
}

/** What a profile makes for itself before it runs. */
function preparedClaims(
  policy: EffectivePolicy,
  { inputClaims, inputClaimsTransformations }: EffectiveTechnicalProfile,
): string[] {
  const defaults = inputClaims.filter(({ defaultValue }) => defaultValue !== undefined);
  return [
    ...defaults.map(({ claimTypeReferenceId }) => fold(claimTypeReferenceId)),
    ...transformedClaims(policy, inputClaimsTransformations),
  ];
}

/** What a page shows, asks for or prepares. */
function pageClaims(policy: EffectivePolicy, page: EffectiveTechnicalProfile): string[] {
  const withoutValidation = { ...page, validationTechnicalProfiles: [] };
  const shown = page.displayClaims.flatMap(
    ({ claimTypeReferenceId, displayControlReferenceId }) => {
      const control = policy.displayControls.get(displayControlReferenceId ?? '');
      return [claimTypeReferenceId, ...(control?.displayClaims ?? []).map(idOf)];
    },
  );
  return [
    ...writtenClaims(policy, withoutValidation),
    ...shown.flatMap((id) => (id === undefined ? [] : fold(id))),
  ];
}

function idOf({ claimTypeReferenceId }: { readonly claimTypeReferenceId: string }): string {
  return claimTypeReferenceId;
}
