import { randomUUID } from 'node:crypto';
import { attemptLimits } from '../../functions/risk/attempts.ts';
import { assess } from '../../functions/risk/velocity.ts';
import { meetings } from '../meetings.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** So many attempts are made at one account, from as many networks. */
const rivals = 16;

interface Account {
  readonly name: string;
  /** What the addresses of all its callers begin with. */
  readonly networks: string;
  allowed: number;
  attempts: number;
}

/** An account has exactly as many attempts as a quarter of an hour has, and one pair for each network. */
export const load: ScenarioLoad = {
  what: `tries to sign in at an account that ${rivals - 1} others try too, each from a network of its own`,
  refusals: ['TOO_MANY_ATTEMPTS'],
  begin(): LoadRun {
    const accounts = meetings<Account>(rivals, (index) => ({
      name: `${randomUUID()}@example.org`,
      networks: `10.${Math.floor(index / 256)}.${index % 256}`,
      allowed: 0,
      attempts: 0,
    }));
    return {
      async turn({ call }) {
        const account = accounts.join();
        const ipAddress = `${account.networks}.${account.attempts}`;
        account.attempts += 1;
        const claims = { signInName: account.name };
        const { outcome } = await call('REST-AssessSignIn', claims, { ipAddress });
        if (outcome === 'claims') account.allowed += 1;
      },
      async count() {
        let [acknowledged, lost, doubled] = [0, 0, 0];
        const { limit } = attemptLimits.perAccount;
        for (const { name, allowed } of accounts.places) {
          acknowledged += allowed;
          doubled += Math.max(0, allowed - limit);
          const { reasons } = await assess(
            { account: name, network: '10.255.255.255' },
            new Date(),
          );
          const isMany = reasons.includes('MANY_NETWORKS');
          if (allowed >= limit && !isMany) lost += 1;
        }
        return { acknowledged, lost, doubled };
      },
    };
  },
};
