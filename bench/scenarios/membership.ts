import { randomUUID } from 'node:crypto';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** So many sign-ins of one new account at a time. */
const rivals = 8;

/** A new account gets one trial membership, however many of its sign-ins come at once. */
export const load: ScenarioLoad = {
  what: `signs in with a new account, at the same time as ${rivals - 1} other devices of hers`,
  begin(club): LoadRun {
    const told = new Map<string, Set<number>>();
    let drawn = 0;
    const accounts: string[] = [];
    return {
      async turn({ call }) {
        const index = Math.floor(drawn / rivals);
        drawn += 1;
        accounts[index] ??= randomUUID();
        const outcome = await call('REST-EnrichMembership', { objectId: accounts[index] });
        if (outcome.outcome === 'claims')
          note(told, accounts[index], outcome.claims.get('membershipEndsAt'));
      },
      async count() {
        let [lost, doubled] = [0, 0];
        for (const [objectId, ends] of told) {
          doubled += ends.size - 1;
          const outcome = await club.call('REST-EnrichMembership', { objectId });
          const kept = outcome.outcome === 'claims' && outcome.claims.get('membershipEndsAt');
          if (!(kept instanceof Date) || !ends.has(kept.getTime())) lost += 1;
        }
        return { acknowledged: told.size, lost, doubled };
      },
    };
  },
};

/** When a trial ends tells it from any other. */
function note(told: Map<string, Set<number>>, objectId: string, endsAt: unknown): void {
  const ends = told.get(objectId) ?? new Set();
  if (endsAt instanceof Date) ends.add(endsAt.getTime());
  told.set(objectId, ends);
}
