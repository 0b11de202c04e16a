import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { printJson } from '../../compiler/emit-json.ts';
import { apiDescription } from '../../emulator/api/openapi.ts';
import { operations } from '../../emulator/api/operations.ts';

const file = join(import.meta.dirname, '../../docs/emulator-api.openapi.json');

test('docs/emulator-api.openapi.json is what the operations say', (t) => {
  const text = printJson(JSON.parse(JSON.stringify(apiDescription())));
  t.assert.fileSnapshot(text, file, { serializers: [String] });
});

test('every operation of the description has an id of its own, and a summary', () => {
  const { paths } = JSON.parse(readFileSync(file, 'utf8'));
  const described = Object.values<Record<string, { operationId: string; summary: string }>>(
    paths,
  ).flatMap((methods) => Object.values(methods));
  assert.equal(described.length, operations.length);
  assert.equal(new Set(described.map(({ operationId }) => operationId)).size, operations.length);
  assert.ok(described.every(({ summary }) => summary.endsWith('.')));
});
