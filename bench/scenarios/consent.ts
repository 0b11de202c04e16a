import { randomUUID } from 'node:crypto';
import { latestDecisions } from '../../functions/consent/consents.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** Each change of mind is on the record once, however often it was delivered. */
export const load: ScenarioLoad = {
  what: 'grants a purpose, or withdraws it, each request delivered twice at a time',
  begin(): LoadRun {
    const changes = new Map<string, number>();
    return {
      async turn({ call }) {
        const objectId = randomUUID();
        for (const choice of [{ consentChoices: 'photos' }, {}]) {
          const journey = { correlationId: randomUUID() };
          const deliver = () => call('REST-RecordConsents', { objectId, ...choice }, journey);
          const outcomes = await Promise.all([deliver(), deliver()]);
          if (!outcomes.some(({ outcome }) => outcome === 'claims')) return;
          changes.set(objectId, (changes.get(objectId) ?? 0) + 1);
        }
      },
      async count() {
        let [acknowledged, lost, doubled] = [0, 0, 0];
        for (const [objectId, expected] of changes) {
          const [photos] = await latestDecisions(objectId, ['photos'], new Date());
          const kept = photos?.number ?? 0;
          acknowledged += expected;
          lost += Math.max(0, expected - kept);
          doubled += Math.max(0, kept - expected);
        }
        return { acknowledged, lost, doubled };
      },
    };
  },
};
