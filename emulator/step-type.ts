import type {
  OrchestrationStep,
  OrchestrationStepType,
  SubJourney,
} from '../compiler/model-journeys.ts';
import type { UserEvent } from './page.ts';
import type { Parity } from './parity.ts';
import type { WaitingFor } from './profile-type.ts';
import type { RelyingPartyResponse } from './response.ts';
import type { Transaction } from './transaction.ts';

/** One type of orchestration step: one file in `steps/`. */
export interface StepType {
  readonly type: OrchestrationStepType;
  readonly parity: Parity;
  /**
   * Takes the step. Preconditions were judged before.
   * @throws {JourneyFailed} where the journey must not go on
   */
  take(transaction: Transaction, step: OrchestrationStep): Promise<StepOutcome>;
}

/** What a step comes to. */
export type StepOutcome =
  /** The next step is due; `selectedExchange` is what it shall run. */
  | { readonly kind: 'next'; readonly selectedExchange?: string }
  | { readonly kind: 'enter'; readonly journey: SubJourney }
  | WaitingStep
  | { readonly kind: 'response'; readonly response: RelyingPartyResponse }
  /** The state was set back: the step that the transaction is at now is due. */
  | { readonly kind: 'again' };

/** It waits; `resume` goes on where it stopped. */
export type WaitingStep = WaitingFor & {
  readonly resume: (event: UserEvent) => Promise<StepOutcome>;
};

/** The types of steps that a tenant can take. */
export interface StepTypes {
  find(type: OrchestrationStepType): StepType | undefined;
  all(): readonly StepType[];
}
