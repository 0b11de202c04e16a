import { randomUUID } from 'node:crypto';
import { meetings } from '../meetings.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** So many devices sign in to one account at a time. */
const rivals = 4;
const signedInAt = new Date('2026-11-02T08:00:00.000Z');

interface Account {
  readonly objectId: string;
  tried: number;
  told: number;
}

/** Each journey is one sign-in on record, however often it was delivered. */
export const load: ScenarioLoad = {
  what: `signs in to an account at the same time as ${rivals - 1} other devices, each request delivered twice at a time`,
  begin(club): LoadRun {
    const accounts = meetings<Account>(rivals, () => ({
      ...{ objectId: randomUUID(), tried: 0, told: 0 },
    }));
    return {
      async turn({ call }) {
        const account = accounts.join();
        account.tried += 1;
        const claims = { objectId: account.objectId, signedInAt };
        const journey = { correlationId: randomUUID() };
        const deliver = () => call('REST-RecordSignIn', claims, journey);
        const outcomes = await Promise.all([deliver(), deliver()]);
        if (outcomes.some(({ outcome }) => outcome === 'claims')) account.told += 1;
      },
      async count() {
        let [acknowledged, lost, doubled] = [0, 0, 0];
        for (const { objectId, tried, told } of accounts.places) {
          const next = await club.call('REST-RecordSignIn', { objectId, signedInAt });
          const stored = next.outcome === 'claims' ? Number(next.claims.get('signInCount')) - 1 : 0;
          acknowledged += told;
          lost += Math.max(0, told - stored);
          doubled += Math.max(0, stored - tried); // what nobody was told of may be there all the same
        }
        return { acknowledged, lost, doubled };
      },
    };
  },
};
