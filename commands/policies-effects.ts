import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareSides, type PolicyDiff } from './diff-policies.ts';
import { readFolderSide, type Side } from './diff-side.ts';

/** Policies of one tenant at one moment, by PolicyId. */
export type PolicyContents = ReadonlyMap<string, Buffer>;

/**
 * What every relying party of the tenant would do differently, those included that only inherit from
 * what changes.
 */
export function effectsOf(before: PolicyContents, after: PolicyContents): PolicyDiff[] {
  const root = mkdtempSync(join(tmpdir(), 'countersign-plan-'));
  try {
    return compareSides(sideOf(before, root), sideOf(after, root));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Policies are read from folders: that the tenant's are in one is for the time of reading only. */
function sideOf(contents: PolicyContents, root: string): Side {
  const folder = mkdtempSync(join(root, 'side-'));
  for (const [index, content] of [...contents.values()].entries()) {
    writeFileSync(join(folder, `${index}.xml`), content);
  }
  return readFolderSide(folder);
}
