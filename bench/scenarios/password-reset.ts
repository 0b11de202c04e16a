import { randomUUID } from 'node:crypto';
import { countReset, resetsPerDay } from '../../functions/password-reset/resets.ts';
import { meetings } from '../meetings.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** So many journeys of one address at a time: more than a day has resets. */
const rivals = 8;

interface Address {
  readonly email: string;
  /** The journeys that were let through. */
  readonly journeys: Set<string>;
}

/** An address has its resets of the day and no more, and each journey takes one of them. */
export const load: ScenarioLoad = {
  what: `asks for a reset of an address, at the same time as ${rivals - 1} others, each request delivered twice at a time`,
  refusals: ['TOO_MANY_RESETS'],
  begin(): LoadRun {
    const addresses = meetings<Address>(rivals, () => ({
      email: `${randomUUID()}@example.org`,
      journeys: new Set(),
    }));
    return {
      async turn({ call }) {
        const { email, journeys } = addresses.join();
        const correlationId = randomUUID();
        const deliver = () => call('REST-CheckPasswordReset', { email }, { correlationId });
        const outcomes = await Promise.all([deliver(), deliver()]);
        if (outcomes.some(({ outcome }) => outcome === 'claims')) journeys.add(correlationId);
      },
      async count() {
        let [acknowledged, lost, doubled] = [0, 0, 0];
        for (const { email, journeys } of addresses.places) {
          acknowledged += journeys.size;
          doubled += Math.max(0, journeys.size - resetsPerDay);
          for (const journey of journeys) {
            const { resetsLeft } = await countReset(email, journey, new Date());
            if (resetsLeft === undefined) lost += 1; // the day is full, and it is not in it
          }
        }
        return { acknowledged, lost, doubled };
      },
    };
  },
};
