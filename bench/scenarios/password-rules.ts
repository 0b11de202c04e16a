import { randomUUID } from 'node:crypto';
import {
  countRemembered,
  remembered,
  wasUsed,
} from '../../functions/password-rules/password-history.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** As many passwords as the history holds come to one account at a time. */
const rivals = remembered;

/** Every password that was acknowledged is remembered, once: a second place would push another one out. */
export const load: ScenarioLoad = {
  what: `checks a new password and has it remembered, for an account that ${rivals - 1} others change too, each request delivered twice at a time`,
  begin(): LoadRun {
    const told = new Map<string, Set<string>>();
    const asked = new Map<string, number>();
    const accounts: string[] = [];
    let drawn = 0;
    return {
      async turn({ call }) {
        const index = Math.floor(drawn / rivals);
        drawn += 1;
        accounts[index] ??= randomUUID();
        const objectId = accounts[index];
        const claims = { objectId, newPassword: `Quiet-lantern-${randomUUID()}` };
        const journey = { correlationId: randomUUID() };
        asked.set(objectId, (asked.get(objectId) ?? 0) + 1);
        await call('REST-CheckNewPassword', claims, journey);
        const deliver = () => call('REST-RememberPassword', claims, journey);
        for (const { outcome } of await Promise.all([deliver(), deliver()])) {
          if (outcome !== 'claims') continue;
          const passwords = told.get(objectId) ?? new Set();
          told.set(objectId, passwords.add(claims.newPassword));
        }
      },
      async count() {
        let [acknowledged, lost, doubled] = [0, 0, 0];
        for (const [objectId, passwords] of told) {
          for (const each of passwords) {
            acknowledged += 1;
            if (!(await wasUsed(objectId, each))) lost += 1;
          }
          // What nobody was told of may be there all the same.
          const most = asked.get(objectId) ?? 0;
          doubled += Math.max(0, (await countRemembered(objectId)) - most);
        }
        return { acknowledged, lost, doubled };
      },
    };
  },
};
