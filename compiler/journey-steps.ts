import { IdMap } from './id-map.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from './model.ts';
import type {
  ClaimsExchange,
  ClaimsProviderSelection,
  OrchestrationStep,
  SubJourney,
  UserJourney,
} from './model-journeys.ts';

/** What has orchestration steps. */
export type Journey = UserJourney | SubJourney;

/** A step on the way through a user journey, sub journeys entered where they are invoked. */
export interface JourneyStep {
  /** The journey that lists the step. */
  readonly journey: Journey;
  readonly step: OrchestrationStep;
  /** The step before it in the same journey: where it is a selection, it chooses the exchange. */
  readonly previous?: OrchestrationStep;
  /** The InvokeSubJourney steps that lead here, outermost first. */
  readonly invokedBy: readonly OrchestrationStep[];
  /** What the step may run; of several exchanges the user chooses one. */
  readonly calls: readonly StepCall[];
}

/** A technical profile that a step runs. */
export interface StepCall {
  /** Absent: the CpimIssuerTechnicalProfileReferenceId of SendClaims or GetClaims. */
  readonly exchange?: ClaimsExchange;
  readonly profile: EffectiveTechnicalProfile;
}

/*
 * Ours, not B2C's: sub journeys that invoke each other twice and twice again have no end worth waiting
 * for. What policies do stays far below.
 */
const MAX_DEPTH = 20;
const MAX_ENTERED = 2_000;
const MAX_ENTERED_OF_POLICY = 50_000;

type WalkedPolicy = Pick<EffectivePolicy, 'technicalProfiles' | 'subJourneys'>;

interface Walk {
  readonly of: WalkedPolicy;
  readonly steps: JourneyStep[];
  /** Whether every sub journey was entered. */
  isComplete: boolean;
}

/** Relying parties share the journeys of their base, and mostly what these refer to. */
const walks = new WeakMap<Journey, Walk>();

/** How many steps of sub journeys have been entered for all journeys of a policy. */
const enteredByPolicy = new WeakMap<WalkedPolicy['subJourneys'], number>();

/**
 * The steps of a journey in the order they run, each sub journey after the step that invokes it. A
 * sub journey that is on the way already is not entered again; references to nothing are left out.
 * @see facts engine 3.3
 */
export function walkJourney(policy: WalkedPolicy, journey: Journey): readonly JourneyStep[] {
  return walkOf(policy, journey).steps;
}

/**
 * Whether a walk shows all that the journey can do: everything that it refers to is declared, and no
 * sub journey was too many to be entered.
 */
export function isWhole(policy: WalkedPolicy, journey: Journey): boolean {
  const { steps, isComplete } = walkOf(policy, journey);
  return isComplete && steps.every((each) => isResolved(policy, each));
}

/** Whether every sub journey that it invokes is declared and was entered: no step of its is hidden. */
export function isEnteredWhole(policy: WalkedPolicy, journey: Journey): boolean {
  const { steps, isComplete } = walkOf(policy, journey);
  return isComplete && steps.every(({ step }) => areSubJourneysKnown(policy, step));
}

function areSubJourneysKnown({ subJourneys }: WalkedPolicy, step: OrchestrationStep): boolean {
  return step.journeyList.every((each) => subJourneys.has(each.subJourneyReferenceId));
}

function isResolved(policy: WalkedPolicy, { step, calls }: JourneyStep): boolean {
  const issuer = step.cpimIssuerTechnicalProfileReferenceId;
  const isIssuerKnown = issuer === undefined || policy.technicalProfiles.has(issuer);
  const called = calls.filter(({ exchange }) => exchange).length;
  const isListKnown = areSubJourneysKnown(policy, step);
  return isIssuerKnown && isListKnown && called === step.claimsExchanges.length;
}

function walkOf(policy: WalkedPolicy, journey: Journey): Walk {
  const { technicalProfiles, subJourneys } = policy;
  const known = walks.get(journey);
  if (known?.of.technicalProfiles === technicalProfiles && known.of.subJourneys === subJourneys) {
    return known;
  }
  const walk: Walk = { of: { technicalProfiles, subJourneys }, steps: [], isComplete: true };
  takeSteps(walk, journey);
  walks.set(journey, walk);
  return walk;
}

interface Visit {
  readonly journey: Journey;
  readonly invokedBy: readonly OrchestrationStep[];
  next: number;
}

/** Without recursion: `path` holds the journeys that wait for the one after them. */
function takeSteps(walk: Walk, start: Journey): void {
  const path: Visit[] = [{ journey: start, invokedBy: [], next: 0 }];
  for (let visit = path.at(-1); visit; visit = path.at(-1)) {
    const { journey, invokedBy } = visit;
    const step = journey.orchestrationSteps[visit.next];
    if (!step) {
      path.pop();
      continue;
    }
    const previous = journey.orchestrationSteps[visit.next - 1];
    visit.next += 1;
    const calls = callsOf(walk.of, step);
    walk.steps.push({ journey, step, ...(previous && { previous }), invokedBy, calls });
    for (const sub of subJourneysOf(walk.of, step).toReversed()) {
      if (path.some((each) => each.journey === sub)) continue;
      walk.isComplete &&= mayEnter(walk, sub, path);
      if (walk.isComplete) path.push({ journey: sub, invokedBy: [...invokedBy, step], next: 0 });
    }
  }
}

function mayEnter({ of, steps }: Walk, sub: SubJourney, [start, ...entered]: readonly Visit[]) {
  const { length } = sub.orchestrationSteps;
  const ofPolicy = (enteredByPolicy.get(of.subJourneys) ?? 0) + length;
  const ofJourney = steps.length + length - (start?.journey.orchestrationSteps.length ?? 0);
  if (entered.length >= MAX_DEPTH || ofJourney > MAX_ENTERED) return false;
  if (ofPolicy > MAX_ENTERED_OF_POLICY) return false;
  enteredByPolicy.set(of.subJourneys, ofPolicy);
  return true;
}

function callsOf({ technicalProfiles }: WalkedPolicy, step: OrchestrationStep): StepCall[] {
  const calls: StepCall[] = [];
  for (const exchange of step.claimsExchanges) {
    const profile = technicalProfiles.get(exchange.technicalProfileReferenceId);
    if (profile) calls.push({ exchange, profile });
  }
  const issuer = step.cpimIssuerTechnicalProfileReferenceId;
  const profile = issuer === undefined ? undefined : technicalProfiles.get(issuer);
  if (profile) calls.push({ profile });
  return calls;
}

/** The sub journeys that a step invokes; documented is one. */
export function subJourneysOf(
  { subJourneys }: Pick<EffectivePolicy, 'subJourneys'>,
  { journeyList }: OrchestrationStep,
): SubJourney[] {
  return journeyList
    .map(({ subJourneyReferenceId }) => subJourneys.get(subJourneyReferenceId))
    .filter((journey) => journey !== undefined);
}

/** User journeys and sub journeys. */
export function journeysOf({ userJourneys, subJourneys }: EffectivePolicy): Journey[] {
  return [...userJourneys.values(), ...subJourneys.values()];
}

/** Whether the step lets the user choose what the next step runs. */
export function isSelection({ type }: OrchestrationStep): boolean {
  return type === 'ClaimsProviderSelection' || type === 'CombinedSignInAndSignUp';
}

/**
 * The exchange that a selection leads to: of the same step for a ValidationClaimsExchangeId, of the
 * next one for a TargetClaimsExchangeId. @see facts policy-language 6.1
 */
export function selectedExchange(
  { validationClaimsExchangeId, targetClaimsExchangeId }: ClaimsProviderSelection,
  step: OrchestrationStep,
  next: OrchestrationStep | undefined,
): ClaimsExchange | undefined {
  return validationClaimsExchangeId === undefined
    ? exchangeOf(next, targetClaimsExchangeId)
    : exchangeOf(step, validationClaimsExchangeId);
}

/** A step may have as many selections as exchanges. */
const exchangesByStep = new WeakMap<OrchestrationStep, IdMap<ClaimsExchange>>();

/** Of several exchanges with the id, the first. */
function exchangeOf(step: OrchestrationStep | undefined, id = ''): ClaimsExchange | undefined {
  if (!step) return undefined;
  const known =
    exchangesByStep.get(step) ??
    new IdMap(step.claimsExchanges.toReversed().map((exchange) => [exchange.id, exchange]));
  exchangesByStep.set(step, known);
  return known.get(id);
}

/** Whether nothing of the policy is missing: its chain ends in a policy that is based on none. */
export function hasWholeChain({ chain }: Pick<EffectivePolicy, 'chain'>): boolean {
  return chain[0]?.basePolicy === undefined;
}

/** The journeys that an application can start: the default one, and those of the endpoints. */
export function startedJourneys({ relyingParty, userJourneys }: EffectivePolicy): UserJourney[] {
  const ids = [
    relyingParty?.defaultUserJourney?.referenceId,
    ...(relyingParty?.endpoints ?? []).map((endpoint) => endpoint.userJourneyReferenceId),
  ];
  const started = ids.map((id) => (id === undefined ? undefined : userJourneys.get(id)));
  return [...new Set(started)].filter((journey) => journey !== undefined);
}
