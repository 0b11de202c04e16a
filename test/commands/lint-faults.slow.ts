import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { runNode } from '../support/project-copy.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'test/fixtures/policies/faults');

interface Finding {
  readonly rule: string;
  readonly position: { readonly file: string; readonly line: number };
}

/** `Base.xml:12 rule`, from the comments that end the lines in which something is wrong. */
function expectedFindings(): string[] {
  return globSync('*.xml', { cwd: folder }).flatMap((file) => {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    return lines.flatMap((line, index) => {
      const rules = /<!-- expect: ([\w, -]+) -->$/.exec(line)?.[1]?.split(', ') ?? [];
      return rules.map((rule) => `${file}:${index + 1} ${rule}`);
    });
  });
}

test('a policy that is broken in over sixty ways yields these findings in these lines, and no others', async () => {
  const expected = expectedFindings();
  const kinds = new Set(expected.map((each) => each.split(' ')[1]));
  assert.ok(kinds.size >= 60, `${kinds.size} rules`);
  const { stdout, code } = await runNode(folder, join(root, 'cli.ts'), 'lint', '.', '--json');
  const { diagnostics } = JSON.parse(stdout);
  const found = diagnostics.map(
    ({ rule, position: { file, line } }: Finding) => `${file}:${line} ${rule}`,
  );
  assert.deepEqual(found.toSorted(), expected.toSorted());
  assert.equal(code, 1);
});
