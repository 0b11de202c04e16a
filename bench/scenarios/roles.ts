import { randomUUID } from 'node:crypto';
import { addRoles, everyApplication } from '../../functions/roles/roles.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** What was granted before a sign-in is in its token, once. */
export const load: ScenarioLoad = {
  what: 'asks for the roles of a member who has just got three, in two grants of one role in common',
  begin(): LoadRun {
    const effects = { acknowledged: 0, lost: 0, doubled: 0 };
    return {
      async turn({ call }) {
        const [objectId, applicationId] = [randomUUID(), randomUUID()];
        await addRoles(objectId, everyApplication, ['Member', 'Steersperson']);
        await addRoles(objectId, applicationId, ['BoatBooker', 'Member']);
        const outcome = await call('REST-GetMemberRoles', { objectId }, { applicationId });
        if (outcome.outcome !== 'claims') return;
        const roles = outcome.claims.get('roles') as readonly string[];
        effects.acknowledged += 1;
        if (new Set(roles).size < 3) effects.lost += 1;
        if (roles.length > 3) effects.doubled += 1;
      },
      count: async () => effects,
    };
  },
};
