import assert from 'node:assert/strict';
import test from 'node:test';
import {
  claimRules,
  type PredicateGroupRule,
  type PredicateRule,
} from '../../shared/claim-rules.ts';

const now = new Date('2031-05-04T23:30:00-02:00'); // the 5th in UTC

async function findingsOf(rules: ReturnType<typeof claimRules>, text: string) {
  const findings = await Promise.all(
    rules.map(async (rule) => ({ rule: rule.name, ...(await rule.compile())(text, now) })),
  );
  return findings.filter(({ verdict }) => verdict !== undefined);
}

function group(predicates: readonly PredicateRule[], rest: Partial<PredicateGroupRule> = {}) {
  return claimRules({ predicates: [{ group: 'g', predicates, ...rest }] });
}

const lower: PredicateRule = {
  id: 'Lower',
  method: 'IncludesCharacters',
  characterSet: 'a-z',
  helpText: 'A small letter.',
};
const upper: PredicateRule = { id: 'Upper', method: 'IncludesCharacters', characterSet: 'A-Z' };
const digit: PredicateRule = {
  id: 'Digit',
  method: 'MatchesRegex',
  regularExpression: '[0-9]',
  helpText: 'A digit.',
};
const length: PredicateRule = { id: 'Length', method: 'IsLengthRange', minimum: 2, maximum: 4 };
const unrunnable: PredicateRule = { id: 'Odd', method: 'MatchesRegex', regularExpression: '(' };

function dates(minimum?: string, maximum?: string): PredicateRule {
  const bounds = { ...(minimum ? { minimum } : {}), ...(maximum ? { maximum } : {}) };
  return { id: 'Date', method: 'IsDateRange', ...bounds };
}

const holding: readonly { name: string; rules: ReturnType<typeof claimRules>; text: string }[] = [
  { name: 'no rules', rules: claimRules({}), text: 'x' },
  {
    name: 'a member of the enumeration',
    rules: claimRules({ enumeration: ['a', 'b'] }),
    text: 'b',
  },
  { name: 'the shortest length', rules: group([length]), text: 'ab' },
  { name: 'the longest length', rules: group([length]), text: 'abcd' },
  {
    name: 'a length without bounds',
    rules: group([{ id: 'L', method: 'IsLengthRange' }]),
    text: '',
  },
  { name: 'all predicates', rules: group([lower, upper, digit]), text: 'aB1' },
  { name: 'two of three', rules: group([lower, upper, digit], { matchAtLeast: 2 }), text: 'a1' },
  { name: 'none of none', rules: group([lower], { matchAtLeast: 0 }), text: '' },
  { name: 'the first day', rules: group([dates('1900-01-01', 'Today')]), text: '1900-01-01' },
  { name: 'today in UTC', rules: group([dates('1900-01-01', 'today')]), text: '2031-05-05' },
  { name: 'a dateTime today', rules: group([dates('Today')]), text: '2031-05-05T01:02:03Z' },
];

for (const { name, rules, text } of holding) {
  test(`${name} holds`, async () => {
    assert.deepEqual(await findingsOf(rules, text), []);
  });
}

const broken: readonly {
  readonly name: string;
  readonly rules: ReturnType<typeof claimRules>;
  readonly text: string;
  readonly finding: object;
}[] = [
  {
    name: 'another value than those of the enumeration',
    rules: claimRules({ enumeration: ['a'] }),
    text: 'A',
    finding: { rule: 'enumeration', verdict: 'broken' },
  },
  {
    name: 'a pattern',
    rules: claimRules({ pattern: { regularExpression: '^a$', helpText: 'An a.' } }),
    text: 'b',
    finding: { rule: 'pattern', verdict: 'broken', helpText: 'An a.' },
  },
  {
    name: 'a pattern that cannot be run',
    rules: claimRules({ pattern: { regularExpression: '(', helpText: 'An a.' } }),
    text: 'b',
    finding: { rule: 'pattern', verdict: 'unchecked', helpText: 'An a.' },
  },
  {
    name: 'the text of its group, and of the predicate that failed',
    rules: group([lower, digit], { helpText: 'Both.' }),
    text: 'a',
    finding: { rule: 'predicates/g', verdict: 'broken', helpText: 'Both. A digit.' },
  },
  {
    name: 'the head of a list, and its items that failed',
    rules: group(
      [
        { ...lower, helpText: 'a small letter' },
        { ...upper, helpText: 'a capital' },
        { ...digit, helpText: 'a digit' },
      ],
      { helpText: 'A code has' },
    ),
    text: 'a',
    finding: {
      rule: 'predicates/g',
      verdict: 'broken',
      helpText: 'A code has: a capital, a digit',
    },
  },
  {
    name: 'the text of its group alone, where the predicates have none',
    rules: group([upper], { helpText: 'Capitals.' }),
    text: 'a',
    finding: { rule: 'predicates/g', verdict: 'broken', helpText: 'Capitals.' },
  },
  {
    name: 'the texts of the predicates that failed',
    rules: group([lower, upper, digit]),
    text: 'A',
    finding: { rule: 'predicates/g', verdict: 'broken', helpText: 'A small letter. A digit.' },
  },
  {
    name: 'no text at all',
    rules: group([upper]),
    text: 'a',
    finding: { rule: 'predicates/g', verdict: 'broken', helpText: undefined },
  },
  {
    name: 'one of three where two are needed',
    rules: group([lower, upper, digit], { matchAtLeast: 2, helpText: 'Two.' }),
    text: 'a',
    finding: { rule: 'predicates/g', verdict: 'broken', helpText: 'Two. A digit.' },
  },
  {
    name: 'a pattern that is not run in time',
    rules: claimRules({ pattern: { regularExpression: '^(?=(a+)+$)' } }),
    text: `${'a'.repeat(5000)}!`,
    finding: { rule: 'pattern', verdict: 'unchecked', helpText: undefined },
  },
  {
    name: 'a predicate that cannot be run, where it decides',
    rules: group([lower, unrunnable]),
    text: 'a',
    finding: { rule: 'predicates/g', verdict: 'unchecked' },
  },
  {
    name: 'a predicate that cannot be run, where it cannot help',
    rules: group([lower, unrunnable], { helpText: 'Both.' }),
    text: 'A',
    finding: { rule: 'predicates/g', verdict: 'broken', helpText: 'Both. A small letter.' },
  },
  {
    name: 'tomorrow',
    rules: group([dates(undefined, 'Today')]),
    text: '2031-05-06',
    finding: { rule: 'predicates/g', verdict: 'broken', helpText: undefined },
  },
  {
    name: 'the day before the first',
    rules: group([dates('1900-01-01')]),
    text: '1899-12-31',
    finding: { rule: 'predicates/g', verdict: 'broken', helpText: undefined },
  },
];

for (const { name, rules, text, finding } of broken) {
  test(`what does not hold is found: ${name}`, async () => {
    assert.deepEqual(await findingsOf(rules, text), [finding]);
  });
}

test('every group must hold', async () => {
  const rules = claimRules({
    pattern: { regularExpression: '^.*$' },
    predicates: [
      { group: 'length', predicates: [length] },
      { group: 'letters', predicates: [lower, upper], matchAtLeast: 1 },
    ],
  });
  const rulesBroken = async (text: string) =>
    (await findingsOf(rules, text)).map(({ rule }) => rule);
  assert.deepEqual(await rulesBroken('1'), ['predicates/length', 'predicates/letters']);
  assert.deepEqual(await rulesBroken('ab'), []);
});
