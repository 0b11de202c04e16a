import type { ActiveJourney } from './active-journeys.ts';

/** Where a journey stands, in words. */
export function journeyState({ stop, transaction }: Pick<ActiveJourney, 'stop' | 'transaction'>) {
  switch (stop.kind) {
    case 'page':
      return `a page, ${transaction.stepName}`;
    case 'redirect':
      return `a provider, ${transaction.stepName}`;
    case 'response':
      return 'answered';
    case 'failed':
      return `failed: ${stop.fault.aadb2cCode ?? stop.fault.message}`;
  }
}
