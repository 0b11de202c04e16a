import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { runNode } from '../support/project-copy.ts';

const root = join(import.meta.dirname, '../..');
const sources = ['--main', 'functions/**/*.ts'];

test('our own policies, generated code and functions agree', async () => {
  const { code, stdout, stderr } = await runNode(root, join(root, 'cli.ts'), 'check', ...sources);
  assert.equal(stderr, '');
  assert.match(stdout, /Every profile has its function/);
  assert.match(stdout, /Every message is there in every language/);
  assert.equal(code, 0);
});
