import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundDiagnostics } from '../../compiler/bounded-diagnostics.ts';
import type { Diagnostic } from '../../compiler/diagnostic.ts';

function diagnostic(line: number, changes: Partial<Diagnostic> = {}): Diagnostic {
  const position = { file: 'A.xml', line, column: 1 };
  return { rule: 'r', severity: 'notice', message: 'm', why: 'w', fix: 'f', position, ...changes };
}

const many = Array.from({ length: 1_500 }, (_, index) => diagnostic(index + 1));

test('a thousand findings of a rule in a file are all there', () => {
  const thousand = many.slice(0, 1_000);
  assert.deepEqual(boundDiagnostics(thousand), thousand);
});

test('of more, the rest is one finding at the place of its first, as severe as its worst', () => {
  const found = many.with(1_200, diagnostic(1_201, { severity: 'error', changes: [] }));
  const bounded = boundDiagnostics(found);
  assert.equal(bounded.length, 1_001);
  const message = '500 more findings of "r" in this file are left out.';
  assert.deepEqual(bounded.at(-1), diagnostic(1_001, { severity: 'error', message }));
});

test('each rule and each file has a thousand of its own', () => {
  const position = { file: 'B.xml', line: 1, column: 1 };
  const others = [diagnostic(9_000, { rule: 'other' }), diagnostic(1, { position })];
  assert.deepEqual(boundDiagnostics([...many, ...others]).slice(-2), others);
});

test('what is bounded stays as it is when it is bounded again', () => {
  const once = boundDiagnostics(many.slice(0, 900));
  assert.deepEqual(boundDiagnostics(once), once);
});

test('a message that quotes a huge value keeps both ends, and no half characters', () => {
  const message = `The value "${'\u{1F6A3}'.repeat(500_000)}" is no claim.`;
  const [bounded] = boundDiagnostics([diagnostic(1, { message })]);
  assert.ok((bounded?.message.length ?? 0) < 1_100);
  assert.match(bounded?.message ?? '', /^The value ".+ characters\) ….+" is no claim\.$/su);
  assert.ok(bounded?.message.isWellFormed());
});
