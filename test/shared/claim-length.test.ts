import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitLength } from '../../shared/claim-length.ts';

const fitting = [
  { name: 'nothing', value: undefined },
  { name: 'a text of just that length', value: 'abcde' },
  { name: 'a list whose JSON is just as long', value: ['a'] },
];
for (const { name, value } of fitting) {
  test(`${name} fits`, () => limitLength('claim', value, 5));
}

const tooLong = [
  { name: 'a text', value: 'abcdef' },
  { name: 'one long item', value: ['ab'] },
  { name: 'many short items', value: ['', ''] },
];
for (const { name, value } of tooLong) {
  test(`${name} beyond the limit is malformed, and not quoted`, () => {
    assert.throws(() => limitLength('interests', value, 4), {
      code: 'ERR_CLAIMS_MALFORMED',
      message: 'Claim "interests": It is longer than 4 characters.',
    });
  });
}
