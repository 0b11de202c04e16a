import type { ActiveJourney } from '../active-journeys.ts';
import { journeyState } from '../journey-state.ts';
import type { TraceEvent } from '../trace.ts';

/** A journey as the trace viewer reads it. */
export interface JourneyData {
  readonly id: string;
  readonly policyId: string;
  readonly correlationId: string;
  readonly state: string;
  readonly isOver: boolean;
  /** Those behind the number that was asked for. */
  readonly events: readonly TraceEvent[];
}

/** @param after the number of the last event that the viewer has */
export function journeyData(journey: ActiveJourney, after: number): JourneyData {
  const { transaction, stop } = journey;
  return {
    id: transaction.id,
    policyId: transaction.policy.policyId,
    correlationId: transaction.correlationId,
    state: journeyState(journey),
    isOver: stop.kind === 'response' || stop.kind === 'failed',
    events: transaction.trace.events().slice(after),
  };
}
