import type { Stop } from '../journey.ts';
import { journeyState } from '../journey-state.ts';
import type { TraceEvent } from '../trace.ts';
import type { Transaction } from '../transaction.ts';

/** A journey as the trace viewer reads it. */
export interface JourneyData {
  readonly id: string;
  readonly policyId: string;
  readonly correlationId: string;
  readonly state: string;
  readonly isOver: boolean;
  /** Those behind the number that was asked for. */
  readonly events: readonly ShownEvent[];
}

interface ShownEvent extends TraceEvent {
  /** Claims that it changed whose masked values can be asked for. */
  readonly revealable?: readonly string[];
}

/** A journey, and where it stands; without `stop` it has not come to its first page yet. */
export interface ShownJourney {
  readonly transaction: Transaction;
  readonly stop?: Stop;
}

/** @param after the number of the last event that the viewer has */
export function journeyData({ transaction, stop }: ShownJourney, after: number): JourneyData {
  return {
    id: transaction.id,
    policyId: transaction.policy.policyId,
    correlationId: transaction.correlationId,
    state: stop ? journeyState({ transaction, stop }) : `under way, ${transaction.stepName}`,
    isOver: stop?.kind === 'response' || stop?.kind === 'failed',
    events: transaction.trace
      .events()
      .slice(after)
      .map((event) => withRevealable(event, transaction)),
  };
}

function withRevealable(event: TraceEvent, { trace }: Transaction): ShownEvent {
  const revealable = event.changes
    .map(({ claimTypeReferenceId }) => claimTypeReferenceId)
    .filter((id) => {
      const value = { event: event.number, claimTypeReferenceId: id };
      return trace.reveal(value) !== undefined;
    });
  return revealable.length === 0 ? event : { ...event, revealable };
}
