import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import type { Diagnostic } from '../../../compiler/diagnostic.ts';
import { rules } from '../../../compiler/rules/index.ts';
import { diagnoseExample } from '../../support/lint-example.ts';
import { brief } from '../../support/policy-text.ts';

/** What reading found wrong: an example shows one fault. */
function errorsOf(found: readonly Diagnostic[], name: string): string[] {
  return found.filter(({ rule, severity }) => severity === 'error' && rule !== name).map(brief);
}

for (const rule of rules) {
  const { name, examples } = rule;

  test(`${name}: the bad example is found, at its own line`, async (t) => {
    const { files, found } = await diagnoseExample(t, [rule], examples.bad);
    const own = found.filter((each) => each.rule === name);
    assert.ok(own.length > 0, `nothing found but ${JSON.stringify(found.map(brief))}`);
    for (const { position } of own) {
      const file = files.find((each) => each.name === basename(position.file));
      assert.ok(file?.isExample(position.line), `${position.file}:${position.line} is no example`);
    }
    assert.deepEqual(errorsOf(found, name), []);
    const isFixed = own.some(({ changes }) => changes);
    assert.equal(isFixed, rule.autofix !== undefined, 'autofix says what --fix does');
  });

  test(`${name}: the good example is not`, async (t) => {
    const { found } = await diagnoseExample(t, [rule], examples.good);
    assert.deepEqual(found.filter((each) => each.rule === name).map(brief), []);
    assert.deepEqual(errorsOf(found, name), []);
  });
}

test('no rule finds anything in the policy that examples are put into', async (t) => {
  const { found } = await diagnoseExample(t, rules, '');
  assert.deepEqual(found.map(brief), []);
});

test('a rule has the name of its file, and is in the list once', () => {
  const files = globSync('compiler/rules/*.ts').map((file) => basename(file, '.ts'));
  const expected = files.filter((file) => file !== 'index').sort();
  assert.deepEqual(rules.map(({ name }) => name).toSorted(), expected);
  for (const name of expected) assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)+$/);
});

test('a rule is read at a glance: its file has at most sixty lines', () => {
  for (const file of globSync('compiler/rules/*.ts', { ignore: '**/index.ts' })) {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').length;
    assert.ok(lines <= 60, `${file} has ${lines} lines`);
  }
});

test('a rule has something to look at, and says in a sentence why and what to do', () => {
  for (const { name, why, fix, check, checkFile, checkSet } of rules) {
    assert.ok(check ?? checkFile ?? checkSet, name);
    for (const sentence of [why, fix]) assert.match(sentence, /^\S[^\n]*[.?]$/, name);
  }
});
