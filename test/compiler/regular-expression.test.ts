import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeExpression, translateRegularExpression } from '../../compiler/regular-expression.ts';

const translated = [
  {
    name: 'leaves what JavaScript knows',
    from: '^[a-z]{2,}(?:-\\d+)?$',
    to: '^[a-z]{2,}(?:-\\d+)?$',
  },
  { name: 'turns \\A and \\z into ^ and $', from: '\\Aa\\z', to: '^a$' },
  { name: 'lets \\Z match before a last line feed', from: 'a\\Z', to: 'a(?=\\n?$)' },
  { name: 'keeps a leading (?i)', from: '(?i)^abc$', to: '(?i)^abc$' },
  { name: 'moves (?i) before ^', from: '^(?i)abc$', to: '(?i)^abc$' },
  { name: 'drops a comment', from: 'a(?#b)c', to: 'ac' },
  { name: 'renames a quoted group', from: "(?'n'a)\\k'n'", to: '(?<n>a)\\k<n>' },
  { name: 'escapes ] at the beginning of a class', from: '[]a]', to: '[\\]a]' },
  { name: 'escapes ] at the beginning of a negated class', from: '[^]a]', to: '[^\\]a]' },
  { name: 'writes \\e and \\a as code points', from: '\\e[\\a]', to: '\\x1b[\\x07]' },
  {
    name: 'drops escapes that the flag u refuses',
    from: '^\\p{L}\\@[\\p{Nd}\\-\\@]$',
    to: '^\\p{L}@[\\p{Nd}\\-@]$',
  },
  { name: 'keeps lookaround', from: '(?<=a)b(?!c)(?=d)(?<!e)', to: '(?<=a)b(?!c)(?=d)(?<!e)' },
];
for (const { name, from, to } of translated) {
  test(`a regular expression: ${name}`, () => {
    assert.deepEqual(translateRegularExpression(from), { text: to });
  });
}

const unsupported = [
  { name: 'an atomic group', from: 'a(?>b)', part: '(?>' },
  { name: 'class subtraction', from: '^[a-z-[aeiou]]$', part: '[a-z-[aeiou]' },
  { name: 'a Unicode block', from: '\\p{IsGreek}', part: '\\p{IsGreek}' },
  { name: 'a Unicode block in a class', from: '[\\p{IsGreek}]', part: '[\\p{IsGreek}]' },
  { name: 'a flag for a part', from: 'a(?i:b)', part: '(?i' },
  { name: 'a flag in the middle', from: 'a(?i)b', part: '(?i' },
  { name: 'a balancing group', from: '(?<a-b>x)', part: '(?<a-b>' },
  { name: 'a conditional', from: '(?(a)b|c)', part: '(?(' },
  { name: '\\G', from: '\\Ga', part: '\\G' },
  { name: 'what is broken', from: '(a', part: '(a' },
];
for (const { name, from, part } of unsupported) {
  test(`a regular expression with ${name} is not supported`, () => {
    assert.deepEqual(translateRegularExpression(from), { unsupported: part });
  });
}

for (const piece of ['(?<', "(?'", '(?#', '[', '\\p{', "\\k'", '(']) {
  test(`a regular expression of many "${piece}" is refused at once`, () => {
    const start = process.cpuUsage().user;
    assert.ok('unsupported' in translateRegularExpression(piece.repeat(200_000)));
    assert.ok(process.cpuUsage().user - start < 5_000_000, 'took more than five seconds');
  });
}

const judgements = [
  { expression: '^[a-z]+$', judgement: 'shared' },
  { expression: '^(?>[a-z]+)$', judgement: 'dotNetOnly' },
  { expression: '[a-z-[aeiou]]', judgement: 'dotNetOnly' },
  { expression: '^\\p{IsGreek}+$', judgement: 'dotNetOnly' },
  { expression: '^\\p{L}]$', judgement: 'dotNetOnly' },
  { expression: '^([a-z]+$', judgement: 'broken' },
  { expression: '^[z-a]$', judgement: 'broken' },
  { expression: '*', judgement: 'broken' },
];
for (const { expression, judgement } of judgements) {
  test(`"${expression}" is ${judgement}`, () => {
    assert.equal(judgeExpression(expression), judgement);
  });
}
