import { randomUUID } from 'node:crypto';
import { addVerdict } from '../../functions/email-domain/domains.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** What was decided before an address is typed holds for it, also for a domain below. */
export const load: ScenarioLoad = {
  what: 'asks for a domain below one that has just become a partner club’s',
  begin(): LoadRun {
    const effects = { acknowledged: 0, lost: 0, doubled: 0 };
    return {
      async turn({ call }) {
        const domain = `${randomUUID()}.example`;
        await addVerdict(domain, { isRefused: false, partnerClub: domain });
        const outcome = await call('REST-CheckEmailDomain', { emailDomain: `mail.${domain}` });
        if (outcome.outcome !== 'claims') return;
        effects.acknowledged += 1;
        if (outcome.claims.get('partnerClub') !== domain) effects.lost += 1;
      },
      count: async () => effects,
    };
  },
};
