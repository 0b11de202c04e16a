import type { ClaimsExchange, OrchestrationStep } from '../../compiler/model-journeys.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import { isEnabled } from '../enabled-for-journey.ts';
import { findExchange, runExchange } from '../exchange.ts';
import { requireProfile } from '../require-profile.ts';
import type { StepType } from '../step-type.ts';
import type { Transaction } from '../transaction.ts';

/** Runs the technical profile of its exchange: of several, the one that was chosen. @see facts engine 3.3 */
export const claimsExchange: StepType = {
  type: 'ClaimsExchange',
  parity: {
    grade: 'real',
    how: 'Runs the technical profile of its exchange; of several the one that was selected.',
    test: 'test/emulator/steps.test.ts',
  },
  take: async (transaction, step) => {
    const enabled = step.claimsExchanges.filter(({ technicalProfileReferenceId: id, position }) =>
      isEnabled(requireProfile(transaction, id, position), transaction.bag),
    );
    if (enabled.length === 0) return skip(transaction, step);
    const exchange = chooseExchange(transaction, step, enabled);
    // What was chosen is not enabled: nothing is left to run.
    return enabled.includes(exchange)
      ? runExchange(transaction, step, exchange)
      : skip(transaction, step);
  },
};

function skip(transaction: Transaction, step: OrchestrationStep): { kind: 'next' } {
  const text = 'Skipped: none of its technical profiles is enabled.';
  transaction.trace.add({
    kind: 'skipped',
    step: transaction.stepName,
    text,
    position: step.position,
  });
  return { kind: 'next' };
}

function chooseExchange(
  transaction: Transaction,
  step: OrchestrationStep,
  enabled: readonly ClaimsExchange[],
): ClaimsExchange {
  const { selectedExchange, tenant } = transaction;
  if (selectedExchange !== undefined) {
    const found = findExchange(step, selectedExchange);
    if (found) return found;
    throw new JourneyFailed(
      `Step ${step.order} has no claims exchange "${selectedExchange}", which the step before selects.`,
    );
  }
  const [first, second] = enabled;
  const isSingle = step.claimsExchanges.length === 1 || second === undefined;
  if (first && (isSingle || tenant.settings.exchangeWithoutSelection === 'first')) return first;
  throw new JourneyFailed(
    `Step ${step.order} has ${step.claimsExchanges.length} claims exchanges, and no step has selected one of them.`,
  );
}
