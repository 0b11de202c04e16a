import { fold } from './id-map.ts';
import { type Journey, journeysOf } from './journey-steps.ts';
import type {
  EffectivePolicy,
  EffectiveTechnicalProfile,
  ValidationTechnicalProfile,
} from './model.ts';
import type {
  DisplayControl,
  DisplayControlAction,
  ValidationClaimsExchangeTechnicalProfile,
} from './model-content.ts';
import type { OrchestrationStep } from './model-journeys.ts';

/** A step of a journey whose ClaimsExchange runs the technical profile. */
export interface ExchangeCall {
  readonly journey: Journey;
  readonly step: OrchestrationStep;
}

/** A self-asserted page that validates with the technical profile; `index` counts in its list. */
export interface ValidationCall {
  readonly page: EffectiveTechnicalProfile;
  readonly validation: ValidationTechnicalProfile;
  readonly index: number;
}

/** An action of a display control that runs the technical profile; `index` counts in its list. */
export interface ActionCall {
  readonly control: DisplayControl;
  readonly action: DisplayControlAction;
  readonly exchange: ValidationClaimsExchangeTechnicalProfile;
  readonly index: number;
}

/** Who runs a technical profile. What is only included is not run. */
export interface ProfileCallers {
  readonly steps: readonly ExchangeCall[];
  readonly validations: readonly ValidationCall[];
  readonly actions: readonly ActionCall[];
}

const nobody: ProfileCallers = { steps: [], validations: [], actions: [] };
const callersByPolicy = new WeakMap<EffectivePolicy, ReadonlyMap<string, MutableCallers>>();

/** Who runs the technical profile with this id. */
export function callersOf(policy: EffectivePolicy, id: string): ProfileCallers {
  const known = callersByPolicy.get(policy) ?? collect(policy);
  callersByPolicy.set(policy, known);
  return known.get(fold(id)) ?? nobody;
}

/** Whether users see the messages of the technical profile on a page. */
export function isCalledFromPage(policy: EffectivePolicy, id: string): boolean {
  const { validations, actions } = callersOf(policy, id);
  return validations.length + actions.length > 0;
}

interface MutableCallers {
  readonly steps: ExchangeCall[];
  readonly validations: ValidationCall[];
  readonly actions: ActionCall[];
}

function collect(policy: EffectivePolicy): ReadonlyMap<string, MutableCallers> {
  const callers = new Map<string, MutableCallers>();
  const of = (id: string) => {
    const known = callers.get(fold(id)) ?? { steps: [], validations: [], actions: [] };
    callers.set(fold(id), known);
    return known;
  };
  for (const { id, ...call } of stepCalls(policy)) of(id).steps.push(call);
  for (const page of policy.technicalProfiles.values()) {
    for (const [index, validation] of page.validationTechnicalProfiles.entries()) {
      of(validation.referenceId).validations.push({ page, validation, index });
    }
  }
  for (const { id, ...call } of actionCalls(policy)) of(id).actions.push(call);
  return callers;
}

function stepCalls(policy: EffectivePolicy): (ExchangeCall & { id: string })[] {
  return journeysOf(policy).flatMap((journey) =>
    journey.orchestrationSteps.flatMap((step) =>
      step.claimsExchanges.map(({ technicalProfileReferenceId: id }) => ({ id, journey, step })),
    ),
  );
}

function actionCalls({ displayControls }: EffectivePolicy): (ActionCall & { id: string })[] {
  return displayControls.values().flatMap((control) =>
    control.actions.flatMap((action) =>
      action.validationClaimsExchange.map((exchange, index) => {
        const id = exchange.technicalProfileReferenceId;
        return { id, control, action, exchange, index };
      }),
    ),
  );
}
