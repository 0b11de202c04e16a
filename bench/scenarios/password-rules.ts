import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  countRemembered,
  remembered,
  wasUsed,
} from '../../functions/password-rules/password-history.ts';
import { meetings } from '../meetings.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** As many passwords as the history holds come to one account at a time. */
const rivals = remembered;

/** Whoever is refused reads the page before the next attempt. */
const readingMs = 1000;

interface Account {
  readonly objectId: string;
  /** How often a password was to be remembered. */
  asked: number;
  /** The passwords that callers were told are. */
  readonly told: Set<string>;
}

/** Every password that was acknowledged is remembered, once: a second place would push another one out. */
export const load: ScenarioLoad = {
  what: `checks a new password and has it remembered, for an account that ${rivals - 1} others change too, each request delivered twice at a time; who is refused waits a second`,
  refusals: ['TOO_MANY_AT_ONCE'],
  begin(): LoadRun {
    const accounts = meetings<Account>(rivals, () => ({
      objectId: randomUUID(),
      asked: 0,
      told: new Set(),
    }));
    return {
      async turn({ call }) {
        const account = accounts.join();
        account.asked += 1;
        const claims = { objectId: account.objectId, newPassword: `Quiet-lantern-${randomUUID()}` };
        const journey = { correlationId: randomUUID() };
        const checked = await call('REST-CheckNewPassword', claims, journey);
        if (checked.outcome !== 'claims') return setTimeout(readingMs); // nothing is written
        const deliver = () => call('REST-RememberPassword', claims, journey);
        for (const { outcome } of await Promise.all([deliver(), deliver()])) {
          if (outcome === 'claims') account.told.add(claims.newPassword);
        }
      },
      async count() {
        let [acknowledged, lost, doubled] = [0, 0, 0];
        for (const { objectId, asked, told } of accounts.places) {
          for (const each of told) {
            acknowledged += 1;
            if (!(await wasUsed(objectId, each))) lost += 1;
          }
          // What nobody was told of may be there all the same.
          doubled += Math.max(0, (await countRemembered(objectId)) - asked);
        }
        return { acknowledged, lost, doubled };
      },
    };
  },
};
