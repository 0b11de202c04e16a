import { childFirst, parentFirst } from './merge-lists.ts';
import { mergeTechnicalProfile } from './merge-technical-profile.ts';
import type {
  OrchestrationStep,
  RelyingParty,
  SubJourney,
  UserJourney,
  UserJourneyBehaviors,
} from './model-journeys.ts';

/** Rule 10: a journey's attributes are the child's where present; its steps merge by Order. Observed. */
export function mergeJourney<Journey extends UserJourney | SubJourney>(
  child: Journey,
  parent: Journey,
): Journey {
  const merged = { ...parent, ...child };
  return sortSteps({ ...merged, orchestrationSteps: mergeSteps(child, parent) });
}

function mergeSteps(
  child: UserJourney | SubJourney,
  parent: UserJourney | SubJourney,
): readonly OrchestrationStep[] {
  const steps = new Map<number, OrchestrationStep>();
  for (const step of parent.orchestrationSteps) steps.set(step.order, step);
  for (const step of child.orchestrationSteps) {
    const inherited = steps.get(step.order);
    steps.set(step.order, inherited ? mergeStep(step, inherited) : step);
  }
  return [...steps.values()];
}

/** Steps run in the order of their numbers, however a file lists them. */
export function sortSteps<Journey extends UserJourney | SubJourney>(journey: Journey): Journey {
  const orchestrationSteps = journey.orchestrationSteps.toSorted((a, b) => a.order - b.order);
  return { ...journey, orchestrationSteps };
}

/**
 * Rule 11: of one step, attributes are the child's where present; preconditions are appended,
 * selections and exchanges united by id (the child's wins), the journey list inherited if absent.
 * Evidence: observed and reported; the order of preconditions is unconfirmed.
 */
function mergeStep(child: OrchestrationStep, parent: OrchestrationStep): OrchestrationStep {
  return {
    ...parent,
    ...child,
    preconditions: [...parent.preconditions, ...child.preconditions],
    claimsProviderSelections: parentFirst(
      child.claimsProviderSelections,
      parent.claimsProviderSelections,
      selectedExchange,
    ),
    claimsExchanges: parentFirst(child.claimsExchanges, parent.claimsExchanges, ({ id }) => id),
    journeyList: child.journeyList.length > 0 ? child.journeyList : parent.journeyList,
  };
}

function selectedExchange(selection: {
  readonly targetClaimsExchangeId?: string;
  readonly validationClaimsExchangeId?: string;
}): string {
  const { targetClaimsExchangeId, validationClaimsExchangeId } = selection;
  return targetClaimsExchangeId ?? `validation:${validationClaimsExchangeId}`;
}

/**
 * Rule 12: a RelyingParty is inherited, and the child's parts win. Evidence: documented of
 * DefaultUserJourney (AADB2C90031); of the rest unconfirmed.
 */
export function mergeRelyingParty(child: RelyingParty, parent: RelyingParty): RelyingParty {
  const behaviors = mergeBehaviors(child.userJourneyBehaviors, parent.userJourneyBehaviors);
  const inherited = new Map(parent.technicalProfiles.map((profile) => [profile.id, profile]));
  const own = child.technicalProfiles.map((profile) => {
    const base = inherited.get(profile.id);
    return base ? mergeTechnicalProfile(profile, base) : profile;
  });
  return {
    ...parent,
    ...child,
    endpoints: parentFirst(child.endpoints, parent.endpoints, ({ id }) => id),
    technicalProfiles: childFirst(own, parent.technicalProfiles, ({ id }) => id),
    ...(behaviors && { userJourneyBehaviors: behaviors }),
  };
}

function mergeBehaviors(
  child: UserJourneyBehaviors | undefined,
  parent: UserJourneyBehaviors | undefined,
): UserJourneyBehaviors | undefined {
  if (!child || !parent) return child ?? parent;
  return {
    ...parent,
    ...child,
    contentDefinitionParameters: parentFirst(
      child.contentDefinitionParameters,
      parent.contentDefinitionParameters,
      ({ name }) => name,
    ),
  };
}
