import { randomUUID } from 'node:crypto';
import { findPreferences } from '../../functions/preferences/preferences.ts';
import { meetings } from '../meetings.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** So many devices save one page at a time. */
const rivals = 8;

interface Account {
  readonly objectId: string;
  /** What callers were told was saved. */
  readonly saved: Set<string>;
}

/** Of all that saw one revision exactly one saves; the others are told, and nothing of theirs is stored. */
export const load: ScenarioLoad = {
  what: `saves preferences that ${rivals - 1} other devices save too, each request delivered twice at a time`,
  refusals: ['PREFERENCES_CHANGED'],
  begin(): LoadRun {
    const accounts = meetings<Account>(rivals, () => ({
      objectId: randomUUID(),
      saved: new Set(),
    }));
    return {
      async turn({ call }) {
        const { objectId, saved } = accounts.join();
        const interest = randomUUID();
        const claims = { objectId, interests: [interest], preferencesRevision: 0n };
        const journey = { correlationId: randomUUID() };
        const deliver = () => call('REST-SavePreferences', claims, journey);
        const outcomes = await Promise.all([deliver(), deliver()]);
        if (outcomes.some(({ outcome }) => outcome === 'claims')) saved.add(interest);
      },
      async count() {
        let [acknowledged, lost, doubled] = [0, 0, 0];
        for (const { objectId, saved } of accounts.places) {
          acknowledged += saved.size;
          doubled += Math.max(0, saved.size - 1);
          const stored = await findPreferences(objectId);
          if (saved.size > 0 && !stored?.interests.some((each) => saved.has(each))) lost += 1;
          if (stored && stored.revision > 1n) doubled += 1;
        }
        return { acknowledged, lost, doubled };
      },
    };
  },
};
