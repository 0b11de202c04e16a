import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { typeNames } from '../../compiler/technical-profile-type.ts';
import { parityPage, parityRows } from '../../emulator/parity-page.ts';
import { profileTypes } from '../../emulator/profiles/index.ts';
import { stepTypes } from '../../emulator/steps/index.ts';

const types = { profileTypes, stepTypes };
const sections = parityRows(types);
const rows = sections.flatMap((section) => section.rows);

test('docs/parity.md is what the types say', (t) => {
  t.assert.fileSnapshot(parityPage(types), 'docs/parity.md', { serializers: [String] });
});

test('every type of technical profile and of step has one row', () => {
  const [profiles, steps] = sections;
  const { size } = new Set(profiles?.rows.map(({ name }) => name));
  assert.equal(profiles?.rows.length, Object.keys(typeNames).length);
  assert.equal(size, profiles.rows.length);
  assert.equal(steps?.rows.length, 10);
});

for (const file of new Set(rows.map((row) => row.test))) {
  test(`the parity page names a test that is there: ${file}`, () => {
    assert.ok(existsSync(file), file);
  });
}

test('a row that is not absent says in sentences how it is', () => {
  for (const { name, how, missing = '.' } of rows) {
    assert.match(how, /^[A-Z.].*\.$/, name);
    assert.match(missing, /\.$/, name);
  }
});
