import { randomUUID } from 'node:crypto';
import {
  addLegacyAccount,
  completeMigration,
  findWaiting,
} from '../../functions/migration/legacy-accounts.ts';
import { meetings } from '../meetings.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** So many callers sign in with one account of the old system. */
const rivals = 4;
const password = 'Correct-horse-7';
/** Of that password, with little work: storage is what this load is about. */
const passwordHash = '$2b$04$abcdefghijklmnopqrstuulGVWXz5ntA6ll07RaYv1qGs5fBjEmBy';

interface Moving {
  readonly signInName: string;
  readonly added: Promise<unknown>;
  /** When callers were told that it moved. */
  readonly told: Set<number>;
}

/** An account moves once: all who complete it are told the same moment, and its hash is gone. */
export const load: ScenarioLoad = {
  what: `moves an account that ${rivals - 1} others move too: checks the old password, then completes, each request delivered twice at a time`,
  refusals: ['TOO_MANY_AT_ONCE', 'TOO_MANY_ATTEMPTS'],
  begin(): LoadRun {
    const accounts = meetings(rivals, newAccount);
    return {
      async turn({ call }) {
        const { signInName, added, told } = accounts.join();
        await added;
        const journey = { correlationId: randomUUID() };
        const check = () => call('REST-CheckLegacyPassword', { signInName, password }, journey);
        const [outcome] = await Promise.all([check(), check()]);
        if (outcome.outcome !== 'claims' || outcome.claims.get('needsMigration') !== true) return;
        const claims = { signInName, objectId: randomUUID() };
        const complete = () => call('REST-CompleteMigration', claims, journey);
        for (const answer of await Promise.all([complete(), complete()])) {
          const migratedAt = answer.outcome === 'claims' && answer.claims.get('migratedAt');
          if (migratedAt instanceof Date) told.add(migratedAt.getTime());
        }
      },
      async count() {
        let [acknowledged, lost, doubled] = [0, 0, 0];
        for (const { signInName, told } of accounts.places.filter(({ told }) => told.size > 0)) {
          acknowledged += 1;
          doubled += told.size - 1;
          const now = new Date();
          const movedAt = await completeMigration(signInName, 'somebody else', now);
          const isKept = movedAt !== undefined && told.has(movedAt.getTime());
          if (!isKept || (await findWaiting(signInName, now))) lost += 1;
        }
        return { acknowledged, lost, doubled };
      },
    };
  },
};

function newAccount(): Moving {
  const signInName = `${randomUUID()}@example.org`;
  const added = addLegacyAccount({ signInName, passwordHash }, new Date('2099-01-01'));
  return { signInName, added, told: new Set() };
}
