import { JourneyFailed } from '../../shared/errors.ts';
import { placed } from '../fault-place.ts';
import type { StepType } from '../step-type.ts';

/** Enters a sub journey; its steps are counted from 1 again. @see facts engine 3.3 */
export const invokeSubJourney: StepType = {
  type: 'InvokeSubJourney',
  parity: {
    grade: 'real',
    how: 'Call comes back, Transfer does not; sub journeys may call others.',
    missing:
      'Of several Candidates only the first is entered: nobody documents more. Loading the policy warns of the others.',
    test: 'test/emulator/journey.test.ts',
  },
  take: async ({ policy, frames, tenant }, step) => {
    const [candidate] = step.journeyList;
    const journey = candidate && policy.subJourneys.get(candidate.subJourneyReferenceId);
    if (!journey) {
      const id = candidate?.subJourneyReferenceId ?? '';
      const message = `Step ${step.order} invokes the sub journey "${id}", which no policy declares.`;
      throw placed(new JourneyFailed(message), candidate?.position ?? step.position);
    }
    if (frames.length > tenant.settings.subJourneyDepth) {
      throw new JourneyFailed(
        `Sub journeys call each other more than ${tenant.settings.subJourneyDepth} deep.`,
      );
    }
    return { kind: 'enter', journey };
  },
};
