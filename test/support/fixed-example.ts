import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fixFiles } from '../../commands/lint-fix.ts';
import type { Diagnostic } from '../../compiler/diagnostic.ts';
import { lint } from '../../compiler/lint.ts';
import { readPolicySet } from '../../compiler/policy-set.ts';
import type { Rule } from '../../compiler/rule.ts';
import { writeFiles } from './policy-text.ts';

/** Files before and after `--fix` with some rules, what was corrected, and what is left. */
export interface FixedFiles {
  readonly fixed: readonly Diagnostic[];
  readonly left: readonly Diagnostic[];
  /** By name: the bytes after the first and after a second run. */
  readonly once: ReadonlyMap<string, Buffer>;
  readonly twice: ReadonlyMap<string, Buffer>;
}

/** Writes files, lints and fixes them twice. */
export async function fixTwice(
  t: TestContext,
  rules: readonly Rule[],
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<FixedFiles> {
  const folder = await writeFiles(t, files);
  const find = () => lint(readPolicySet({ folders: [folder] }), rules);
  const read = () =>
    new Map(Object.keys(files).map((name) => [name, readFileSync(join(folder, name))]));
  const fixed = fixFiles(find);
  const once = read();
  const again = fixFiles(find);
  return { fixed: [...fixed, ...again], left: find(), once, twice: read() };
}

/** The lines that differ, as `- before` and `+ after`; a line that moved is there twice. */
export function changedLines(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const out: string[] = [];
  for (let a = 0, b = 0; a < old.length || b < now.length; ) {
    if (old[a] === now[b]) {
      a += 1;
      b += 1;
      continue;
    }
    const [skipped, added] = nearestMatch(old, now, { a, b });
    out.push(...old.slice(a, a + skipped).map((line) => `- ${line}`));
    out.push(...now.slice(b, b + added).map((line) => `+ ${line}`));
    a += skipped;
    b += added;
  }
  return out.map((line) => `${line}\n`).join('');
}

/** How many lines to leave out of both until they agree again. */
function nearestMatch(
  old: readonly string[],
  now: readonly string[],
  { a, b }: { a: number; b: number },
): [number, number] {
  for (let sum = 1; sum <= old.length - a + now.length - b; sum += 1) {
    for (let skipped = sum; skipped >= 0; skipped -= 1) {
      if (old[a + skipped] === now[b + sum - skipped]) return [skipped, sum - skipped];
    }
  }
  return [old.length - a, now.length - b];
}
