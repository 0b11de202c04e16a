import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { characterSetPattern, compilePattern, reversedRange } from '../../shared/pattern.ts';

interface Case {
  readonly pattern: string;
  readonly text: string;
  readonly matches: boolean | undefined;
}

const email = String.raw`^[a-zA-Z0-9.!#$%&'*+/=?^_{|}~-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*$`;
const password = String.raw`^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{8,64}$`;
const starterPack = String.raw`^((?=.*[a-z])(?=.*[A-Z])(?=.*\d)|(?=.*[a-z])(?=.*[^A-Za-z0-9]))([A-Za-z\d@#]|\.(?!@)){8,16}$`;

const cases: readonly Case[] = [
  { pattern: '^CC-[0-9]{6}$', text: 'CC-123456', matches: true },
  { pattern: '^CC-[0-9]{6}$', text: 'CC-12345', matches: false },
  { pattern: '^CC-[0-9]{6}$', text: 'xCC-123456', matches: false },
  { pattern: 'b+', text: 'abc', matches: true },
  { pattern: '(?i)^cc$', text: 'CC', matches: true },
  { pattern: '(?i)^(c+)+$', text: 'CC', matches: true },
  { pattern: '^cc$', text: 'CC', matches: false },
  { pattern: email, text: 'ada@club.example', matches: true },
  { pattern: email, text: 'ada@club..example', matches: false },
  { pattern: password, text: 'abcDEF123', matches: true },
  { pattern: password, text: 'abcdef123', matches: false },
  { pattern: starterPack, text: 'abcDEF123', matches: true },
  { pattern: starterPack, text: 'abcDEF12.@', matches: false },
  { pattern: String.raw`^(\w+) \1$`, text: 'ho ho', matches: true },
  { pattern: String.raw`^(\w+) \1$`, text: 'ho hi', matches: false },
  { pattern: String.raw`^\p{Lu}\p{L}+$`, text: 'Ådne', matches: true },
  { pattern: String.raw`^(?:\p{Lu}\p{L}+)+$`, text: 'Ådne', matches: true },
  { pattern: '^[(|*]+$', text: '(*|', matches: true },
  { pattern: '(?<=a)b', text: 'ab', matches: true },
  { pattern: String.raw`^(?<n>a|b)+\k<n>$`, text: 'abb', matches: true },
  { pattern: String.raw`^(?<n>a|b)+\k<n>$`, text: 'bak<n>', matches: false },
  { pattern: String.raw`^(?:a|b)+\s$`, text: 'ab\u00a0', matches: true },
  { pattern: '^(?:a|b)+[[:alpha:]]$', text: 'aba]', matches: true },
  { pattern: '^(?:a|.)+$', text: 'a\r', matches: false },
  { pattern: '^(?:a|b)+.$', text: 'ab😀', matches: false },
  { pattern: '(?i)^(?:a|k)+$', text: '\u212a', matches: false },
  { pattern: '[z-a]', text: 'b', matches: undefined },
  { pattern: '(', text: '(', matches: undefined },
];

for (const { pattern, text, matches } of cases) {
  test(`${pattern} ${matches === undefined ? 'cannot be run' : `on "${text}": ${matches}`}`, async () => {
    const run = await compilePattern(pattern);
    assert.equal(run(text), matches);
  });
}

/** Each takes a backtracking engine longer than the universe has existed. */
const hostile: readonly { pattern: string; text: string }[] = [
  { pattern: '^(a+)+$', text: `${'a'.repeat(5000)}!` },
  { pattern: '^(a|a)*$', text: `${'a'.repeat(5000)}!` },
  { pattern: '^(a|aa)+$', text: `${'a'.repeat(5000)}!` },
  { pattern: '(?i)^(([a-z])+.)+[A-Z]([a-z])+$', text: 'a'.repeat(5000) },
  { pattern: '^(?=(a+)+$)', text: `${'a'.repeat(5000)}!` },
  { pattern: String.raw`^(a+)+\1$`, text: `${'a'.repeat(5000)}!` },
  { pattern: '^(?=a*a*a*a*a*b)', text: 'a'.repeat(5000) },
  { pattern: '^a*a*a*a*a*a*b', text: 'a'.repeat(5000) },
  { pattern: '^(?:a?){30}a{30}(?!b)', text: 'a'.repeat(29) },
  { pattern: '^(?:a|b|ab)*c(?!d)', text: 'ab'.repeat(5000) },
  { pattern: '^(([a-z])+.)+[A-Z]([a-z])+$', text: 'a'.repeat(100_000) },
  {
    pattern: String.raw`^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$`,
    text: `${'a'.repeat(100_000)}!`,
  },
  {
    pattern: String.raw`^(([^<>()[\]\\.,;:\s@"]+(\.[^<>()[\]\\.,;:\s@"]+)*)|(".+"))@((([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$`,
    text: `a@${'a.'.repeat(50_000)}`,
  },
  {
    pattern: String.raw`^(https?:\/\/)?([\da-z.-]+)\.([a-z.]{2,6})([\/\w .-]*)*\/?$`,
    text: `a.${'b/'.repeat(50_000)}!`,
  },
  { pattern: String.raw`^(\d+\.?)*$`, text: `${'1'.repeat(100_000)}x` },
  { pattern: String.raw`^\s+|\s+$`, text: `x${' '.repeat(100_000)}x` },
  { pattern: String.raw`(\w+)\s*,\s*(\w+)\s*;$`, text: 'a'.repeat(100_000) },
  { pattern: String.raw`^(?:(\w+)\s?)*(?<!x)$`, text: `${'a'.repeat(40)}!` },
  { pattern: '^(.*)*(.*)*(.*)*x(?=y)$', text: 'a'.repeat(1000) },
  { pattern: '(?:.*a){25}', text: 'a'.repeat(24) + 'b'.repeat(100_000) },
  { pattern: '^(x+x+)+y', text: 'x'.repeat(100_000) },
  { pattern: '^(?:[a-z]+-?)+(?:[a-z]+-?)+[0-9]$', text: 'a-'.repeat(50_000) },
];

for (const { pattern, text } of hostile) {
  test(`${pattern.slice(0, 40)} cannot hang the process`, async () => {
    const run = await compilePattern(pattern);
    run(text); // compiled and warm
    const start = process.cpuUsage(); // of this process: what else the machine does is no matter
    run(text);
    const { user, system } = process.cpuUsage(start);
    assert.ok(user + system < 300_000, `${user + system} µs`);
  });
}

const escapes = [
  '.',
  '/',
  '-',
  'b',
  'B',
  'd',
  'D',
  's',
  'S',
  'w',
  'W',
  't',
  'v',
  'Z',
  'z',
  'A',
  'a',
  'e',
];
const atom = fc.constantFrom(
  ...['a', 'b', '.', '[ab]', '[^a]', '[]a]', '[^]', '[[:alpha:]]', '(?:a|b)', '(a)', '(?<n>b)'],
  ...[
    String.raw`\k<n>`,
    String.raw`\1`,
    String.raw`[\b]`,
    String.raw`\x61`,
    String.raw`\u0061`,
    String.raw`\ca`,
  ],
  ...escapes.map((letter) => `\\${letter}`),
);
const quantifier = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '*?');
const part = fc.array(
  fc.tuple(atom, quantifier).map((pair) => pair.join('')),
  { maxLength: 4 },
);
const simplePattern = fc
  .tuple(fc.boolean(), part, part, fc.boolean())
  .map(([isAnchored, head, tail, isClosed]) =>
    [isAnchored ? '^' : '', ...head, '(?:', ...tail, 'a)', isClosed ? '$' : ''].join(''),
  );

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false; // the same name twice
  }
}

test('whichever engine runs a pattern, it finds what JavaScript finds', async () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', 'Z', '1', '.', 'é', '\n', '\r', '\u00a0', '😀'),
    maxLength: 6,
  });
  const texts = fc.array(text, { minLength: 30, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(simplePattern.filter(compiles), texts, async (pattern, texts) => {
      const run = await compilePattern(pattern);
      for (const text of texts) {
        // A machine that is busy elsewhere for 50 ms has not told; it is asked again.
        const isMatch = run(text) ?? run(text) ?? run(text);
        assert.equal(isMatch, new RegExp(pattern).test(text), text);
      }
    }),
  );
});

const sets: readonly { set: string; contains: string; lacks: string }[] = [
  { set: 'a-z', contains: 'am', lacks: 'AM-9' },
  { set: 'A-Z0-9', contains: '9', lacks: 'a-z' },
  { set: '@#$%^&*', contains: '^', lacks: 'ab' },
  { set: String.raw`a\-z`, contains: '-', lacks: 'b' },
  { set: String.raw`\\`, contains: '\\', lacks: '/' },
  { set: ']', contains: ']', lacks: '[' },
  { set: '-_', contains: '-', lacks: 'a' },
  { set: '^a', contains: '^', lacks: 'b' },
  { set: '!@#$%^&*()_-+=', contains: '-', lacks: 'abZ9' },
  { set: 'z-a', contains: 'a', lacks: 'b' },
  { set: 'z-a0-9', contains: '5', lacks: 'b' },
  { set: 'ab\\', contains: '\\', lacks: '/' },
  { set: ' ', contains: 'a b', lacks: 'ab' },
];

for (const { set, contains, lacks } of sets) {
  test(`the set "${set}" contains a character of "${contains}" and none of "${lacks}"`, () => {
    const pattern = characterSetPattern(set);
    assert.deepEqual([pattern.test(contains), pattern.test(lacks)], [true, false]);
  });
}

test('any set can be asked for, and each of its characters is in it or ends a range', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (set) => {
      const pattern = characterSetPattern(set);
      const literal = set.replaceAll(/\\(.)|-/gsu, '$1');
      for (const character of literal) assert.ok(pattern.test(character));
    }),
  );
});

test('a range that ends before it begins is found', () => {
  assert.equal(reversedRange('!@#$%^&*()_-+='), '_-+');
  assert.equal(reversedRange(String.raw`a-z_\-+`), undefined);
});
