import { randomUUID } from 'node:crypto';
import { latestDecisions } from '../../functions/consent/consents.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** Each change of mind is on the record once, however often it was delivered. */
export const load: ScenarioLoad = {
  what: 'grants a purpose, or withdraws it, each request delivered twice at a time',
  begin(): LoadRun {
    const changes = new Map<string, { asked: number; told: number }>();
    return {
      async turn({ call }) {
        const objectId = randomUUID();
        const change = { asked: 0, told: 0 };
        changes.set(objectId, change);
        for (const choice of [{ consentChoices: 'photos' }, {}]) {
          const journey = { correlationId: randomUUID() };
          const deliver = () => call('REST-RecordConsents', { objectId, ...choice }, journey);
          change.asked += 1;
          const outcomes = await Promise.all([deliver(), deliver()]);
          if (!outcomes.some(({ outcome }) => outcome === 'claims')) return;
          change.told += 1;
        }
      },
      async count() {
        let [acknowledged, lost, doubled] = [0, 0, 0];
        for (const [objectId, { asked, told }] of changes) {
          const [photos] = await latestDecisions(objectId, ['photos'], new Date());
          const kept = photos?.number ?? 0;
          acknowledged += told;
          lost += Math.max(0, told - kept);
          doubled += Math.max(0, kept - asked); // what nobody was told of may be there all the same
        }
        return { acknowledged, lost, doubled };
      },
    };
  },
};
