import { expectDigests, keyedDigest } from '../../shared/keyed-digest.ts';
import { defineSlidingWindow, type WindowRules } from '../../shared/sliding-window.ts';

expectDigests();

const minuteMs = 60_000;

/** Who tries to sign in: the name that was typed, and the network it came from, where it is known. */
export interface Attempt {
  readonly account: string;
  readonly network: string | undefined;
}

/** How many attempts may be made, right or wrong. An office behind one address has many people. */
export const attemptLimits = {
  perAccount: { limit: 10, windowMs: 15 * minuteMs },
  perNetwork: { limit: 100, windowMs: 15 * minuteMs },
} satisfies Record<string, WindowRules>;

/** A digest of a name, the same however it is typed. */
export function accountDigest(name: string): string {
  return keyedDigest('risk: accounts', name.normalize('NFKC').trim().toLowerCase());
}

/** A digest of a network: addresses are few enough to be tried out, so never without a key. */
export function networkDigest(network: string): string {
  return keyedDigest('risk: networks', network);
}

const attempts = defineSlidingWindow('signinattempts', {
  holds: 'Attempts to sign in, by keyed digests of the account and of the network.',
  personal: {
    partition: 'A keyed digest of the name that was typed, or of the network.',
    takenAt: 'When somebody tried.',
  },
  retention: 'A quarter of an hour.',
  subject: (id) => ({ partition: `account-${accountDigest(id)}` }),
  found: 'by a digest of the sign-in name under Digest__Key, in the partition',
});

/**
 * Counts an attempt. A date: there were too many from its network or at its account, until then. The
 * network comes first: whoever has used up its attempts does not use up those of the account.
 */
export async function countAttempt(
  { account, network }: Attempt,
  now: Date,
  { perAccount, perNetwork } = attemptLimits,
): Promise<Date | undefined> {
  const tooMany =
    network === undefined
      ? undefined
      : await attempts.take(`network-${networkDigest(network)}`, perNetwork, now);
  return tooMany ?? attempts.take(`account-${accountDigest(account)}`, perAccount, now);
}
