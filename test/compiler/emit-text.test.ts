import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { docText, jsonString, propertyKey, quote } from '../../compiler/emit-text.ts';

const cases = [
  { name: 'single quotes', text: 'tier', literal: "'tier'" },
  { name: 'double quotes where they need fewer escapes', text: "it's", literal: '"it\'s"' },
  { name: 'single quotes where both need as many', text: `'"`, literal: `'\\'"'` },
  { name: 'no template', text: `a$${'{b}'}`, literal: "'a$\\u007bb}'" },
  { name: 'short escapes', text: 'a\n\r\t\\b', literal: String.raw`'a\n\r\t\\b'` },
  { name: 'no line separators', text: '\u2028\u2029', literal: String.raw`'\u2028\u2029'` },
  {
    name: 'no text that runs backwards',
    text: '\u202Eevil\u2069',
    literal: String.raw`'\u202eevil\u2069'`,
  },
  { name: 'no zero', text: '\u00001', literal: String.raw`'\u00001'` },
  { name: 'lone surrogates', text: '\uD800', literal: String.raw`'\ud800'` },
  { name: 'what one can read', text: 'Größe 张 😀', literal: "'Größe 张 😀'" },
];
for (const { name, text, literal } of cases) {
  test(`a string literal has ${name}`, () => assert.equal(quote(text), literal));
}

/** Strings that code could trip over, between any others. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '\\',
      "'",
      '"',
      '`',
      '${',
      '*/',
      '\n',
      '\r',
      '\u2028',
      '\uD800',
      '\uDC00',
      '__proto__',
      'u007b',
      'a',
    ),
  }),
);

test('any text comes back from its literal in either language', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      assert.equal(runInNewContext(`'use strict'; ${quote(text)}`), text);
      assert.equal(JSON.parse(jsonString(text)), text);
      assert.doesNotMatch(quote(text) + jsonString(text), /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
    { numRuns: 2_000 },
  );
});

test('any text is a key of its own, `__proto__` too', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const keys = runInNewContext(`'use strict'; Object.keys({ ${propertyKey(text)}: 1 })`);
      assert.deepEqual([...keys], [text]);
    }),
    { numRuns: 2_000 },
  );
});

test('no text ends the docstring it stands in', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const line = docText(text);
      assert.equal(runInNewContext(`/** ${line} */ 'behind'`), 'behind');
      assert.doesNotMatch(line, /\s{2}|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
    { numRuns: 2_000 },
  );
});
