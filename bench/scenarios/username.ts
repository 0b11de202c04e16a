import { randomUUID } from 'node:crypto';
import { holderOf } from '../../functions/username/reservations.ts';
import { readUserName } from '../../functions/username/user-name.ts';
import { meetings } from '../meetings.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** So many callers want one name. */
const rivals = 8;

interface Wanted {
  readonly username: string;
  /** The accounts that were told that it is theirs. */
  readonly told: Set<string>;
}

/** A name is one account's: whose confirmation was acknowledged, and who is stored. */
export const load: ScenarioLoad = {
  what: `reserves a user name that ${rivals - 1} others want too and confirms it, or gives it up and lets the next one; each request delivered twice at a time`,
  refusals: ['USERNAME_TAKEN'],
  begin(): LoadRun {
    const names = meetings<Wanted>(rivals, () => ({ username: newName(), told: new Set() }));
    let drawn = 0;
    return {
      async turn({ call }) {
        const isReleased = drawn % 3 === 0;
        drawn += 1;
        const { username, told } = names.join();
        const journey = { correlationId: randomUUID() };
        const twice = (profile: string, claims: Record<string, string>) =>
          Promise.all([call(profile, claims, journey), call(profile, claims, journey)]);
        const [reserved] = await twice('REST-ReserveUsername', { usernameEntered: username });
        if (reserved.outcome !== 'claims') return;
        if (isReleased) {
          await twice('REST-ReleaseUsername', { username });
          return;
        }
        const objectId = randomUUID();
        for (const { outcome } of await twice('REST-ConfirmUsername', { username, objectId }))
          if (outcome === 'claims') told.add(objectId);
      },
      async count() {
        let [acknowledged, lost, doubled] = [0, 0, 0];
        for (const { username, told } of names.places.filter(({ told }) => told.size > 0)) {
          acknowledged += 1;
          doubled += told.size - 1;
          const name = readUserName(username);
          const holder = name && (await holderOf(name, new Date()))?.objectId;
          if (holder === undefined || !told.has(holder)) lost += 1;
        }
        return { acknowledged, lost, doubled };
      },
    };
  },
};

function newName(): string {
  return `n${randomUUID().replaceAll(/[-01]/g, '').slice(0, 18)}`;
}
