import { randomUUID } from 'node:crypto';
import { addInvitation, redeemInvitation } from '../../functions/invitation/invitations.ts';
import { meetings } from '../meetings.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** So many callers want one invitation. */
const rivals = 8;

interface Wanted {
  readonly code: string;
  readonly added: Promise<void>;
  /** What callers were told: who has it, since when. */
  readonly told: Map<string, Date>;
}

/** Each invitation has exactly one who redeems it, however often each request was delivered. */
export const load: ScenarioLoad = {
  what: `redeems an invitation that ${rivals - 1} others want too, each request delivered twice at a time`,
  refusals: ['INVITATION_INVALID'],
  begin(): LoadRun {
    const invitations = meetings(rivals, newInvitation);
    return {
      async turn({ call }) {
        const { code, added, told } = invitations.join();
        await added;
        const claims = { invitationCode: code, email: `${randomUUID()}@example.org` };
        const journey = { correlationId: randomUUID() };
        const deliver = () => call('REST-RedeemInvitation', claims, journey);
        for (const outcome of await Promise.all([deliver(), deliver()])) {
          const redeemedAt =
            outcome.outcome === 'claims' && outcome.claims.get('invitationRedeemedAt');
          if (redeemedAt instanceof Date) told.set(claims.email, redeemedAt);
        }
      },
      async count() {
        let [acknowledged, lost, doubled] = [0, 0, 0];
        for (const { code, told } of invitations.places) {
          acknowledged += told.size;
          doubled += Math.max(0, told.size - 1);
          if (told.size > 0 && !(await isKept(code, told))) lost += 1;
        }
        return { acknowledged, lost, doubled };
      },
    };
  },
};

function newInvitation(): Wanted {
  const code = `ROW-${randomUUID()}`.toUpperCase();
  const added = addInvitation(code, {
    invitedBy: 'Mara',
    endsAt: new Date(Date.now() + 3_600_000),
  });
  return { code, added, told: new Map() };
}

/** Whoever has redeemed an invitation gets it again, with the same time; nobody else does. */
async function isKept(code: string, told: ReadonlyMap<string, Date>): Promise<boolean> {
  for (const [email, redeemedAt] of told) {
    const stored = await redeemInvitation(code, email, new Date());
    if (stored?.redeemedAt.getTime() === redeemedAt.getTime()) return true;
  }
  return false;
}
