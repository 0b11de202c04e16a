import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ruleCatalog } from '../../compiler/rule-catalog.ts';
import { rulesPage } from '../../compiler/rules-page.ts';

test('docs/rules.md is what the rules say', (t) => {
  const page = rulesPage(ruleCatalog().values());
  t.assert.fileSnapshot(page, 'docs/rules.md', { serializers: [String] });
});

test('the page has one heading per rule', () => {
  const catalog = ruleCatalog();
  const page = rulesPage(catalog.values());
  const headings = Array.from(page.matchAll(/^### (\S+)$/gm), ([, name]) => name);
  assert.deepEqual(headings.toSorted(), catalog.keys().toSorted());
});

test('an example of several files names them, and leaves out those that say nothing', () => {
  const entry = { name: 'a-rule', severity: 'error', why: 'Why.', fix: 'Fix.' } as const;
  const examples = { bad: { 'Base.xml': '', 'Own.xml': '<a />' }, good: '<b />' } as const;
  const page = rulesPage([{ ...entry, examples }]);
  assert.match(
    page,
    /Bad:\n\n```xml\n<!-- Own\.xml -->\n<a \/>\n```\n\nGood:\n\n```xml\n<b \/>\n```/,
  );
  assert.doesNotMatch(page, /Base\.xml/);
});
