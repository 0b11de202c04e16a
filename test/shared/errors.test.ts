import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import * as errors from '../../shared/errors.ts';

const page = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const source = await readFile(new URL('../../shared/errors.ts', import.meta.url), 'utf8');

function distinct(text: string, pattern: RegExp): string[] {
  return [...new Set(Array.from(text.matchAll(pattern), ([, code = '']) => code))].sort();
}

test('docs/errors.md has a section and a row per code, and no other', () => {
  const codes = distinct(source, /'(ERR_[A-Z_]+)'/g);
  assert.deepEqual(distinct(page, /^## (ERR_[A-Z_]+)$/gm), codes);
  assert.deepEqual(distinct(page, /^\| `(ERR_[A-Z_]+)` \|/gm), codes);
});

const faults: readonly errors.CallFault[] = [
  new errors.ClaimsRejected('REASON', 'No.'),
  new errors.ClaimsMalformed('It is wrong.', 'name'),
  new errors.CallerUnauthenticated(),
  new errors.LengthRequired(),
  new errors.BodyTooLarge(),
  new errors.ContentTypeUnsupported(),
  new errors.OutputClaimsInvalid(),
  new errors.SettingsInvalid([]),
  new errors.DependencyUnavailable('storage'),
];

for (const fault of faults) {
  test(`${fault.name} is documented with its code and status`, () => {
    assert.match(
      page,
      new RegExp(`\`${fault.code}\` \\| \`${fault.name}\` \\| HTTP ${fault.status} `),
    );
    assert.ok(fault instanceof errors.CountersignError);
  });
}

test('a fault passes the first error on', () => {
  const cause = new Error('first');
  assert.equal(new errors.DependencyUnavailable('storage', cause).cause, cause);
  assert.equal(new errors.ClaimsRejected('REASON', 'No.', { cause }).cause, cause);
});
