import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { areEqual, toLowerInvariant, toUpperInvariant } from '../../compiler/string-comparison.ts';

const pairs = [
  { name: 'the same text', left: 'a', right: 'a', ordinal: true, caseless: true },
  { name: 'another case', left: 'a', right: 'A', ordinal: false, caseless: true },
  { name: 'another case beyond ASCII', left: 'é', right: 'É', ordinal: false, caseless: true },
  { name: 'both forms of an accent', left: 'é', right: 'e\u0301', ordinal: false, caseless: false },
  { name: 'ß and SS', left: 'ß', right: 'SS', ordinal: false, caseless: false },
  { name: 'dotless i and I', left: 'ı', right: 'I', ordinal: false, caseless: false },
  { name: 'long s and S', left: 'ſ', right: 's', ordinal: false, caseless: false },
  { name: 'a space at the end', left: 'a', right: 'a ', ordinal: false, caseless: false },
  { name: 'empty text and none', left: '', right: undefined, ordinal: false, caseless: false },
  { name: 'none and none', left: undefined, right: undefined, ordinal: true, caseless: true },
];
for (const { name, left, right, ordinal, caseless } of pairs) {
  test(`texts compared by code units: ${name}`, () => {
    assert.equal(areEqual(left, right, false), ordinal);
    assert.equal(areEqual(left, right, true), caseless);
  });
}

test('invariant case keeps the number of code units, and is settled after one turn', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const turn of [toUpperInvariant, toLowerInvariant]) {
        assert.equal(turn(text).length, text.length);
        assert.equal(turn(turn(text)), turn(text));
      }
    }),
  );
});
