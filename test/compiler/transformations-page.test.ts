import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transformationFamilies, transformations } from '../../compiler/transformations/index.ts';
import { transformationsPage } from '../../compiler/transformations-page.ts';

test('docs/transformations.md is what the definitions say', (t) => {
  const page = transformationsPage(transformationFamilies);
  t.assert.fileSnapshot(page, 'docs/transformations.md', { serializers: [String] });
});

test('the page has a heading per method, and its line of each kind', () => {
  const page = transformationsPage(transformationFamilies);
  const headings = Array.from(page.matchAll(/^### (\w+)$/gm), ([, method]) => method);
  assert.deepEqual(
    headings,
    transformations.map(({ method }) => method),
  );
  assert.match(page, /^- Input claims: `inputClaim` \(string, may be absent\)$/m);
  assert.match(page, /^- Parameters: .*`operator` \(string, one of `EQUAL` `NOT EQUAL`\)/m);
  assert.match(
    page,
    /^- Example: `inputClaim` = `false`, `valueToCompareTo` = `true` → fails with `/m,
  );
});
