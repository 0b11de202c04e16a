import { JourneyFailed } from '../../shared/errors.ts';
import type { StepType } from '../step-type.ts';

/** Enters a sub journey; its steps are counted from 1 again. @see facts engine 3.3 */
export const invokeSubJourney: StepType = {
  type: 'InvokeSubJourney',
  take: async ({ policy, frames, tenant }, step) => {
    const [candidate] = step.journeyList;
    const journey = candidate && policy.subJourneys.get(candidate.subJourneyReferenceId);
    if (!journey) {
      const id = candidate?.subJourneyReferenceId ?? '';
      throw new JourneyFailed(
        `Step ${step.order} invokes the sub journey "${id}", which no policy declares.`,
      );
    }
    if (frames.length > tenant.settings.subJourneyDepth) {
      throw new JourneyFailed(
        `Sub journeys call each other more than ${tenant.settings.subJourneyDepth} deep.`,
      );
    }
    return { kind: 'enter', journey };
  },
};
