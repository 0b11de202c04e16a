import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type CodeRules,
  mayIssue,
  readCode,
  recentCodes,
  type SentCode,
  tryCode,
} from '../../shared/one-time-code.ts';

const rules: CodeRules = {
  digits: 1,
  lifetimeMs: 100,
  attempts: 3,
  resendAfterMs: 10,
  codesPerWindow: 4,
  windowMs: 300,
};

/** A digest that shows what it was made of. */
const digestOf = (code: string) => (salt: string) => `${salt}/${code}`.padEnd(16);
const sent = (journey: string, code: string, sentAt: number): SentCode => {
  const salt = `${journey}@${sentAt}`;
  const endsAt = sentAt + rules.lifetimeMs;
  const digest = digestOf(code)(salt);
  return { journey, salt, digest, sentAt, endsAt, isDelivered: true, attempts: 0, isUsed: false };
};
const attempt = (codes: readonly SentCode[], journey: string, code: string, now: number) =>
  tryCode(codes, { journey, now, digestOf: digestOf(code) }, rules);

const verdicts = [
  { name: 'the code itself', code: '1', at: 0, verdict: 'right' },
  { name: 'another code', code: '2', at: 0, verdict: 'wrong' },
  { name: 'its last moment', code: '1', at: 99, verdict: 'right' },
  { name: 'its end', code: '1', at: 100, verdict: 'ended' },
  { name: 'another journey', code: '1', at: 0, journey: 'b', verdict: 'ended' },
  { name: 'a code that was used', code: '1', at: 0, isUsed: true, verdict: 'ended' },
  { name: 'the last attempt, right', code: '1', at: 0, attempts: 2, verdict: 'right' },
  { name: 'the last attempt, wrong', code: '2', at: 0, attempts: 2, verdict: 'ended' },
  { name: 'one attempt too many', code: '1', at: 0, attempts: 3, verdict: 'ended' },
];
for (const { name, code, at, journey = 'a', verdict, ...state } of verdicts) {
  test(`${name}: ${verdict}`, () => {
    const codes = [{ ...sent('a', '1', 0), ...state }];
    assert.equal(attempt(codes, journey, code, at).verdict, verdict);
  });
}

test('a code is good once, and an attempt counts only on the code that it was made on', () => {
  const codes = [sent('a', '1', 0), sent('b', '2', 0), sent('a', '3', 5)];
  assert.equal(attempt(codes, 'a', '1', 6).verdict, 'wrong', 'the latest of a journey counts');
  const { codes: after = [] } = attempt(codes, 'a', '3', 6);
  assert.deepEqual(
    after.map(({ attempts, isUsed }) => ({ attempts, isUsed })),
    [0, 0, 1].map((attempts) => ({ attempts, isUsed: attempts === 1 })),
  );
  assert.equal(attempt(after, 'a', '3', 7).verdict, 'ended');
});

const permissions = [
  { name: 'nobody was sent one', codes: [], at: 0, may: 'yes' },
  { name: 'it has just been sent one', codes: [sent('a', '1', 0)], at: 9, may: 'recent' },
  { name: 'some time has passed', codes: [sent('a', '1', 0)], at: 10, may: 'yes' },
  { name: 'another journey was sent one', codes: [sent('b', '1', 0)], at: 1, may: 'yes' },
  {
    name: 'another call is at it',
    codes: [{ ...sent('a', '1', 0), isDelivered: false }],
    at: 50,
    may: 'pending',
  },
  {
    name: 'the one it was sent is used',
    codes: [{ ...sent('a', '1', 0), isUsed: true }],
    at: 1,
    may: 'yes',
  },
  {
    name: 'the one it was sent is worn out',
    codes: [{ ...sent('a', '1', 0), attempts: 3 }],
    at: 1,
    may: 'yes',
  },
  {
    name: 'there were as many as there may be',
    codes: [0, 20, 40, 60].map((at) => sent('b', '1', at)),
    at: 100,
    may: 300,
  },
];
for (const { name, codes, at, may } of permissions) {
  test(`where ${name}, a journey may have one: ${may}`, () => {
    assert.equal(mayIssue(codes, 'a', at, rules), may);
  });
}

interface Action {
  readonly journey: string;
  readonly wait: number;
  readonly code: string | undefined;
}

const actions = fc.array(
  fc.record<Action>({
    journey: fc.constantFrom('a', 'b', 'c'),
    wait: fc.integer({ min: 0, max: 60 }),
    code: fc.option(fc.constantFrom('1', '2', '3'), { nil: undefined }),
  }),
  { maxLength: 60 },
);

/** What people did: when codes were sent, which were right, and what is kept in the end. */
function play(all: readonly Action[]) {
  let codes: readonly SentCode[] = [];
  let now = 0;
  const sendings: number[] = [];
  const right: (string | undefined)[] = [];
  const ask = (journey: string) => {
    const recent = recentCodes(codes, now, rules);
    if (mayIssue(recent, journey, now, rules) !== 'yes') return;
    codes = [...recent, sent(journey, '1', now)];
    sendings.push(now);
  };
  const type = (journey: string, code: string) => {
    const tried = attempt(codes, journey, code, now);
    codes = tried.codes ?? codes;
    if (tried.verdict !== 'right') return;
    right.push(codes.findLast((each) => each.journey === journey)?.salt);
  };
  for (const { journey, wait, code } of all) {
    now += wait;
    if (code === undefined) ask(journey);
    else type(journey, code);
  }
  return { codes, sendings, right };
}

test('whatever people do, no window has more codes, and no code more attempts, than the rules say', () => {
  fc.assert(
    fc.property(actions, (all) => {
      const { codes, sendings, right } = play(all);
      for (const end of sendings) {
        const inWindow = sendings.filter((at) => at <= end && at > end - rules.windowMs);
        assert.ok(inWindow.length <= rules.codesPerWindow);
      }
      assert.ok(codes.every(({ attempts }) => attempts <= rules.attempts));
      assert.equal(new Set(right).size, right.length, 'a code is right once');
    }),
  );
});

for (const typed of ['123456', ' 123 456 ', '123-456', '１２３４５６', '12\u00a034\u202f56']) {
  test(`"${typed}" is 123456`, () => assert.equal(readCode(typed), '123456'));
}
