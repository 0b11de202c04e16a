import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Diagnostic,
  formatDiagnostic,
  sortDiagnostics,
  withoutChanges,
} from '../../compiler/diagnostic.ts';

function diagnostic(file: string, line: number, column: number, message = 'm'): Diagnostic {
  const position = { file, line, column };
  return { rule: 'schema-order', severity: 'error', message, why: 'w', fix: 'f', position };
}

test('a diagnostic says where, what, why and what to do', () => {
  assert.equal(
    formatDiagnostic(diagnostic('policies/Base.xml', 3, 14, '"A" must come before "B".')),
    'policies/Base.xml:3:14  error  schema-order  "A" must come before "B".\n  why: w\n  fix: f',
  );
});

test('diagnostics are sorted by place, and equal ones are one', () => {
  const sorted = sortDiagnostics([
    diagnostic('b', 1, 1),
    diagnostic('a', 10, 1),
    diagnostic('a', 9, 2),
    diagnostic('a', 9, 1),
    diagnostic('a', 9, 1),
    diagnostic('a', 9, 1, 'other'),
  ]);
  const places = sorted.map(({ position: { file, line, column }, message }) =>
    [file, line, column, message].join(' '),
  );
  assert.deepEqual(places, ['a 9 1 m', 'a 9 1 other', 'a 9 2 m', 'a 10 1 m', 'b 1 1 m']);
});

test('programs are told the finding, not the correction', () => {
  const found = diagnostic('a', 1, 1);
  assert.deepEqual(withoutChanges([{ ...found, changes: [{ kind: 'remove' }] }, found]), [
    found,
    found,
  ]);
});
