import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { attemptLimits, countAttempt } from '../../functions/risk/attempts.ts';
import { networkOf } from '../../functions/risk/network.ts';
import { assess, judge, thresholds } from '../../functions/risk/velocity.ts';
import { claimsOf, refusalOf, startClub } from '../support/club.ts';

const club = await startClub({ after });

const newAccount = () => `${randomUUID()}@example.org`;
/** IPv4 addresses that nobody has, each its own network. */
const newAddress = () => `198.18.${randomInt(256)}.${randomInt(256)}`;
const newNetwork = () => networkOf(newAddress());
/** A day of its own, so that tests do not count for each other. */
const newDay = () => new Date(Date.UTC(2040, 0, 1) + randomInt(20_000) * 86_400_000);

const signIn = (signInName: string, ipAddress: string, culture = 'en-GB') =>
  club.call('REST-AssessSignIn', { signInName }, { culture, ipAddress });

test('an attempt is weighed by the account and the address that B2C saw', async () => {
  const outcome = await signIn(newAccount(), newAddress());
  assert.deepEqual(claimsOf(outcome), { riskLevel: 'low' });
});

test('the eleventh attempt of a quarter of an hour is refused, however the name is written', async () => {
  const account = newAccount();
  for (let attempts = 0; attempts < attemptLimits.perAccount.limit; attempts += 1) {
    claimsOf(await signIn(account, newAddress()));
  }
  const outcome = await signIn(` ${account.toUpperCase()}`, newAddress(), 'de-CH');
  assert.equal(refusalOf(outcome), 'TOO_MANY_ATTEMPTS');
  assert.match(outcome.outcome === 'error' ? outcome.userMessage : '', /in 1[45] Minuten/);
});

test('of twenty attempts at a time as many are let through as the account may have', async () => {
  const account = newAccount();
  const all = Array.from({ length: 20 }, () => signIn(account, newAddress()));
  const outcomes = await Promise.all(all);
  const allowed = outcomes.filter(({ outcome }) => outcome === 'claims');
  assert.equal(allowed.length, attemptLimits.perAccount.limit);
});

const rules = (limit: number) => ({ limit, windowMs: 1000 });

test('whoever has used up the attempts of a network does not use up those of an account', async () => {
  const [network, victim, now] = [newNetwork(), newAccount(), newDay()];
  const limits = { perAccount: rules(2), perNetwork: rules(3) };
  const attempt = (account: string, from = network) =>
    countAttempt({ account, network: from }, now, limits);
  for (let others = 0; others < 3; others += 1) {
    assert.equal(await attempt(newAccount()), undefined);
  }
  const end = new Date(now.getTime() + 1000);
  for (let more = 0; more < 4; more += 1) assert.deepEqual(await attempt(victim), end);
  assert.equal(await attempt(victim, newNetwork()), undefined);
});

test('an attempt from nowhere counts for its account alone', async () => {
  const limits = { perAccount: rules(1), perNetwork: rules(1) };
  const [now, network] = [newDay(), undefined];
  assert.equal(await countAttempt({ account: newAccount(), network }, now, limits), undefined);
  assert.equal(await countAttempt({ account: newAccount(), network }, now, limits), undefined);
  assert.deepEqual(await assess({ account: newAccount(), network }, now), {
    level: 'low',
    reasons: [],
  });
});

test('many accounts from one network are a risk, and so are many networks at one account', async () => {
  const [network, account, now] = [newNetwork(), newAccount(), newDay()];
  const { accountsOfNetwork, networksOfAccount } = thresholds;
  const levels = new Set<string>();
  for (let accounts = 1; accounts < accountsOfNetwork.medium; accounts += 1) {
    levels.add((await assess({ account: newAccount(), network }, now)).level);
  }
  assert.deepEqual([...levels], ['low']);
  const many = await assess({ account: newAccount(), network }, now);
  assert.deepEqual(many, { level: 'medium', reasons: ['MANY_ACCOUNTS'] });
  for (let networks = 1; networks < networksOfAccount.high; networks += 1) {
    await assess({ account, network: `10.0.${networks}.${randomInt(256)}` }, now);
  }
  const both = await assess({ account, network }, now);
  assert.deepEqual(both, { level: 'high', reasons: ['MANY_ACCOUNTS', 'MANY_NETWORKS'] });
  const tomorrow = new Date(now.getTime() + 86_400_000);
  assert.equal((await assess({ account, network }, tomorrow)).level, 'low');
});

test('the same attempt again is no other one, also many at a time', async () => {
  const [attempt, now] = [{ account: newAccount(), network: newNetwork() }, newDay()];
  const all = Array.from({ length: 20 }, () => assess(attempt, now));
  for (const risk of await Promise.all(all)) assert.equal(risk.level, 'low');
});

const { accountsOfNetwork: a, networksOfAccount: n } = thresholds;
const judgments = [
  { accounts: a.medium - 1, networks: n.medium - 1, level: 'low' },
  { accounts: a.medium, networks: 1, level: 'medium' },
  { accounts: 1, networks: n.medium, level: 'medium' },
  { accounts: a.high, networks: 1, level: 'high' },
  { accounts: 1, networks: n.high, level: 'high' },
];
for (const { accounts, networks, level } of judgments) {
  test(`${accounts} accounts of a network and ${networks} networks of an account are ${level}`, () => {
    assert.equal(judge(accounts, networks).level, level);
  });
}

const networks = [
  { text: '192.0.2.10', network: '192.0.2.10' },
  { text: ' 192.0.2.10:51234', network: '192.0.2.10' },
  { text: '::ffff:192.0.2.10', network: '192.0.2.10' },
  { text: '::ffff:c000:20a', network: '192.0.2.10' },
  { text: '2001:db8:1:2:3:4:5:6', network: '2001:db8:1:2::/64' },
  { text: '2001:0DB8:0001:0002::1', network: '2001:db8:1:2::/64' },
  { text: '[2001:db8:1:2::1]:443', network: '2001:db8:1:2::/64' },
  { text: 'fe80::1%eth0', network: 'fe80:0:0:0::/64' },
  { text: '::1', network: '0:0:0:0::/64' },
  { text: '', network: undefined },
  { text: '192.0.2', network: undefined },
  { text: '{Context:IPAddress}', network: undefined },
];
for (const { text, network } of networks) {
  test(`"${text}" is of the network ${network}`, () => assert.equal(networkOf(text), network));
}

await import('./risk.captcha.cases.ts'); // last: the club ends as soon as no test is left
