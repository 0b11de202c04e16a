import { JourneyFailed } from '../../shared/errors.ts';
import { runExchange } from '../exchange.ts';
import type { StepType } from '../step-type.ts';

/** Reads what the application sent along: an id_token_hint. @see facts engine 2.14, 3.3 */
export const getClaims: StepType = {
  type: 'GetClaims',
  parity: {
    grade: 'real',
    how: 'Runs the technical profile that reads what the application sent along.',
    test: 'test/emulator/steps.test.ts',
  },
  take: async (transaction, step) => {
    const profile = step.cpimIssuerTechnicalProfileReferenceId;
    if (profile !== undefined) {
      const { position } = step;
      return runExchange(transaction, step, { technicalProfileReferenceId: profile, position });
    }
    const message = `Step ${step.order} gets claims and names no CpimIssuerTechnicalProfileReferenceId.`;
    throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90108' });
  },
};
