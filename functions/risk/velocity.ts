import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';
import { type Attempt, accountDigest, networkDigest } from './attempts.ts';

/** From so many on a risk is medium, or high. */
interface Threshold {
  readonly medium: number;
  readonly high: number;
}

/** How many different ones are usual within a day. */
export const thresholds = {
  accountsOfNetwork: { medium: 10, high: 50 },
  networksOfAccount: { medium: 5, high: 12 },
} satisfies Record<string, Threshold>;

const dayMs = 24 * 60 * 60 * 1000;

const pair = z.object({ account: z.string(), network: z.string() });

/** Each pair lies twice, so that either side is one partition: whoever counts reads no other. */
const pairs = defineTable('signinpairs', pair, {
  holds: 'Which accounts somebody tried to sign in to from which networks, as keyed digests.',
  personal: {
    account: 'A keyed digest of the name that was typed.',
    network: 'A keyed digest of the network that it came from.',
  },
  retention: 'A day after the last attempt.',
  subject: (id) => ({ column: 'account', equals: accountDigest(id) }),
  found: 'by a digest of the sign-in name under Digest__Key, in account',
});

/** How much an attempt is to be trusted, and what speaks against it. */
export interface Risk {
  readonly level: 'low' | 'medium' | 'high';
  readonly reasons: readonly ('MANY_ACCOUNTS' | 'MANY_NETWORKS')[];
}

/**
 * Puts on record who was tried from where, and judges how many others were. Writing a pair again
 * changes nothing, so an attempt that comes twice counts once.
 */
export async function assess({ account, network }: Attempt, now: Date): Promise<Risk> {
  if (network === undefined) return { level: 'low', reasons: [] };
  const data = { account: accountDigest(account), network: networkDigest(network) };
  const ofNetwork = { partition: `network-${data.network}`, row: data.account };
  const ofAccount = { partition: `account-${data.account}`, row: data.network };
  const expires = new Date(now.getTime() + dayMs);
  await Promise.all([ofNetwork, ofAccount].map((key) => pairs.put(key, data, { expires })));
  const [accounts, networks] = await Promise.all([
    count(ofNetwork.partition, thresholds.accountsOfNetwork, now),
    count(ofAccount.partition, thresholds.networksOfAccount, now),
  ]);
  return judge(accounts, networks);
}

async function count(partition: string, { high }: Threshold, now: Date): Promise<number> {
  return (await pairs.list(partition, { limit: high, now })).length;
}

/** The worse of the two counts. */
export function judge(accounts: number, networks: number): Risk {
  const { accountsOfNetwork, networksOfAccount } = thresholds;
  const isAtLeast = (level: keyof Threshold) => ({
    MANY_ACCOUNTS: accounts >= accountsOfNetwork[level],
    MANY_NETWORKS: networks >= networksOfAccount[level],
  });
  const medium = isAtLeast('medium');
  const high = isAtLeast('high');
  const reasons = (['MANY_ACCOUNTS', 'MANY_NETWORKS'] as const).filter((reason) => medium[reason]);
  if (high.MANY_ACCOUNTS || high.MANY_NETWORKS) return { level: 'high', reasons };
  return { level: reasons.length > 0 ? 'medium' : 'low', reasons };
}
