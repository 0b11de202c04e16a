import { randomUUID } from 'node:crypto';
import { findAcceptance } from '../../functions/terms-of-use/acceptances.ts';
import { addTerms } from '../../functions/terms-of-use/terms.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** An acceptance is there once, with one time that all deliveries are told. */
export const load: ScenarioLoad = {
  what: 'reads the terms, and accepts them, each request delivered twice at a time',
  async begin(): Promise<LoadRun> {
    const version = randomUUID();
    const texts = { en: { summary: 'Row.', url: 'https://club.example/terms' } };
    await addTerms({ version, effectiveFrom: new Date(), texts });
    const told = new Map<string, Set<number>>();
    return {
      async turn({ call }) {
        const objectId = randomUUID();
        await call('REST-GetTerms', { objectId });
        const claims = { objectId, termsVersion: version, termsDecision: 'accept' };
        const deliver = () => call('REST-AcceptTerms', claims); // two journeys at a time
        for (const outcome of await Promise.all([deliver(), deliver()])) {
          const acceptedAt = outcome.outcome === 'claims' && outcome.claims.get('termsAcceptedAt');
          if (!(acceptedAt instanceof Date)) continue;
          const times = told.get(objectId) ?? new Set();
          told.set(objectId, times.add(acceptedAt.getTime()));
        }
      },
      async count() {
        let [acknowledged, lost, doubled] = [0, 0, 0];
        for (const [objectId, times] of told) {
          const kept = await findAcceptance(objectId, version);
          acknowledged += 1;
          doubled += times.size - 1;
          if (!kept || !times.has(kept.acceptedAt.getTime())) lost += 1;
        }
        return { acknowledged, lost, doubled };
      },
    };
  },
};
