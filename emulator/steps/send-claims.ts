import { JourneyFailed } from '../../shared/errors.ts';
import { runExchange } from '../exchange.ts';
import type { StepType } from '../step-type.ts';

/** Lets the issuer of the step answer the application. @see facts engine 2.2, 3.3 */
export const sendClaims: StepType = {
  type: 'SendClaims',
  parity: {
    grade: 'real',
    how: 'Lets the issuer answer; of several the first that is not skipped.',
    test: 'test/emulator/steps.test.ts',
  },
  take: async (transaction, step) => {
    const [userJourney] = transaction.frames;
    const journey = userJourney?.journey;
    const byJourney =
      journey && 'defaultCpimIssuerTechnicalProfileReferenceId' in journey
        ? journey.defaultCpimIssuerTechnicalProfileReferenceId
        : undefined;
    const issuer = step.cpimIssuerTechnicalProfileReferenceId ?? byJourney;
    if (issuer === undefined) {
      const message = `Step ${step.order} sends claims and names no CpimIssuerTechnicalProfileReferenceId.`;
      throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90108' });
    }
    const { position } = step;
    const exchange = { technicalProfileReferenceId: issuer, position };
    const outcome = await runExchange(transaction, step, exchange);
    if (outcome.kind === 'response') return outcome;
    throw new JourneyFailed(`"${issuer}" is no issuer: it sends no answer to the application.`, {
      aadb2cCode: 'AADB2C90108',
    });
  },
};
