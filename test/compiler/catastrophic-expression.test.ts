import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCatastrophic } from '../../compiler/catastrophic-expression.ts';

const catastrophic = [
  { name: 'a repeated group repeated', expression: '^(a+)+$' },
  { name: 'an optional separator', expression: '^([a-zA-Z]+ ?)*$' },
  { name: 'two ways to match one character', expression: '^(a|a)*$' },
  { name: 'without regard to case', expression: '(?i)^(A|a)+$' },
];
for (const { name, expression } of catastrophic) {
  test(`catastrophic: ${name}`, () => assert.equal(isCatastrophic(expression), true));
}

const harmless = [
  { name: 'no group', expression: '^[a-z]+[a-z]+$' },
  { name: 'a separator at the end of each round', expression: '^([a-zA-Z]+ )*$' },
  { name: 'a separator at its beginning', expression: '^[a-z]+(?:\\.[a-z0-9-]+)*$' },
  {
    name: 'a host name of labels that end with a letter',
    expression: '^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,9}$',
  },
  { name: 'groups of one length', expression: '^(?:[0-9]{2}-)*$' },
  { name: 'a group that is repeated so many times', expression: '^(?:[- ]*\\d[- ]*){4,16}$' },
  { name: 'alternatives that begin differently', expression: '^(a[0-9]|b[0-9])*$' },
  { name: 'what cannot be read', expression: '^(a+)+[' },
  { name: 'what is too long to judge', expression: `^(a+)+${'b'.repeat(600)}$` },
];
for (const { name, expression } of harmless) {
  test(`harmless: ${name}`, () => assert.equal(isCatastrophic(expression), false));
}
