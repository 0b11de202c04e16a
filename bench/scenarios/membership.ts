import { randomUUID } from 'node:crypto';
import { meetings } from '../meetings.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** So many sign-ins of one new account at a time. */
const rivals = 8;

interface Account {
  readonly objectId: string;
  /** When the trial ends that callers were told of: no other ends then. */
  readonly ends: Set<number>;
}

/** A new account gets one trial membership, however many of its sign-ins come at once. */
export const load: ScenarioLoad = {
  what: `signs in with a new account, at the same time as ${rivals - 1} other devices of hers`,
  begin(club): LoadRun {
    const accounts = meetings<Account>(rivals, () => ({
      objectId: randomUUID(),
      ends: new Set(),
    }));
    const endOf = async (call: typeof club.call, objectId: string) => {
      const outcome = await call('REST-EnrichMembership', { objectId });
      const endsAt = outcome.outcome === 'claims' && outcome.claims.get('membershipEndsAt');
      return endsAt instanceof Date ? endsAt.getTime() : undefined;
    };
    return {
      async turn({ call }) {
        const { objectId, ends } = accounts.join();
        const end = await endOf(call, objectId);
        if (end !== undefined) ends.add(end);
      },
      async count() {
        let [acknowledged, lost, doubled] = [0, 0, 0];
        for (const { objectId, ends } of accounts.places) {
          if (ends.size === 0) continue;
          acknowledged += 1;
          doubled += ends.size - 1;
          const kept = await endOf(club.call, objectId);
          if (kept === undefined || !ends.has(kept)) lost += 1;
        }
        return { acknowledged, lost, doubled };
      },
    };
  },
};
