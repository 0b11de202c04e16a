import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRouteConstraint } from '../../host/route-constraints.ts';

const guid = '1b4e28ba-2fa1-11d2-883f-0016d3cca427';
const cases = [
  { constraint: 'alpha', fits: ['abC', ''], misses: ['a1', 'é'] },
  { constraint: 'bool', fits: ['true', 'FALSE'], misses: ['1', 'yes'] },
  {
    constraint: 'int',
    fits: ['0', '-2147483648', '+5', ' 7 '],
    misses: ['2147483648', '1.0', '', 'x'],
  },
  { constraint: 'long', fits: ['9223372036854775807'], misses: ['9223372036854775808'] },
  {
    constraint: 'guid',
    fits: [guid, `{${guid}}`, `(${guid})`, guid.replaceAll('-', '')],
    misses: [`{${guid}`, 'x'],
  },
  {
    constraint: 'datetime',
    fits: ['2026-01-02', '2026-01-02T03:04:05Z', '1/2/2026'],
    misses: ['2026', '2026-13-01'],
  },
  { constraint: 'decimal', fits: ['1.5', '-1', '1,000'], misses: ['1e5', 'x', ''] },
  { constraint: 'double', fits: ['1.5', '1e5', '-.5'], misses: ['x', ''] },
  { constraint: 'float', fits: ['1.5'], misses: ['x'] },
  { constraint: 'length(3)', fits: ['abc'], misses: ['ab', 'abcd'] },
  { constraint: 'length(2,4)', fits: ['ab', 'abcd'], misses: ['a', 'abcde'] },
  { constraint: 'minlength(2)', fits: ['ab'], misses: ['a'] },
  { constraint: 'maxlength(2)', fits: ['ab'], misses: ['abc'] },
  { constraint: 'min(5)', fits: ['5'], misses: ['4', 'x', '9223372036854775808'] },
  { constraint: 'max(5)', fits: ['5', '-9'], misses: ['6'] },
  { constraint: 'range(5,10)', fits: ['5', '10'], misses: ['4', '11'] },
  { constraint: 'regex(^a|b$)', fits: ['Ax', 'xB'], misses: ['xax'] },
  { constraint: 'required', fits: ['a'], misses: [''] },
  { constraint: 'file', fits: ['a/b.txt'], misses: ['a.b/c', 'a.'] },
  { constraint: 'nonfile', fits: ['a.b/c'], misses: ['a.b'] },
  { constraint: 'INT', fits: ['1'], misses: ['x'] },
];
for (const { constraint, fits, misses } of cases) {
  test(`route constraint ${constraint}`, () => {
    const check = parseRouteConstraint(constraint);
    for (const value of fits) assert.equal(check(value), true, `"${value}" fits`);
    for (const value of misses) assert.equal(check(value), false, `"${value}" does not fit`);
  });
}

const unknown = ['prime', 'length(x)', 'range(1)', 'min()', 'regex(()', 'int]'];
for (const constraint of unknown) {
  test(`"${constraint}" is no route constraint`, () => {
    assert.throws(() => parseRouteConstraint(constraint), SyntaxError);
  });
}
