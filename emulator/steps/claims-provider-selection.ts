import { JourneyFailed } from '../../shared/errors.ts';
import { chosenProvider, offeredProviders } from '../claims-provider-choices.ts';
import { waitForProvider } from '../provider-selection.ts';
import type { StepType } from '../step-type.ts';

/** Lets the user choose a provider, or chooses the only one. @see facts engine 3.3 */
export const claimsProviderSelection: StepType = {
  type: 'ClaimsProviderSelection',
  parity: {
    grade: 'real',
    how: 'Offers the providers that are enabled; a single one, a domain_hint or the session chooses without asking.',
    test: 'test/emulator/selection-steps.test.ts',
  },
  take: async (transaction, step) => {
    const choices = offeredProviders(transaction, step);
    const [first, second] = choices;
    if (!first) {
      const message = `Step ${step.order} has no claims provider that is enabled.`;
      throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90051' });
    }
    const isShown = second !== undefined || step.displayOption === 'ShowSingleProvider';
    const chosen = chosenProvider(transaction, choices) ?? (isShown ? undefined : first);
    if (chosen) return { kind: 'next', selectedExchange: chosen.claimsExchangeId };
    return waitForProvider(transaction, step, choices);
  },
};
