import { readFileSync, writeFileSync } from 'node:fs';
import { applyChanges } from '../compiler/apply-changes.ts';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import { decodeText, encodeText } from '../compiler/read-source.ts';
import { Source } from '../compiler/source.ts';

/** A correction may bring another one to light; what still changes after that many goes in circles. */
const MAX_ROUNDS = 10;

/** Looks for findings anew; those that are not to be touched are left out. */
export type FindFaults = () => readonly Diagnostic[];

/** Corrects what can be, in the files that findings stand in, until nothing is left. What was corrected. */
export function fixFiles(find: FindFaults): readonly Diagnostic[] {
  const fixed: Diagnostic[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const changeable = find().filter(({ changes }) => changes);
    const files = Map.groupBy(changeable, ({ position }) => position.file);
    const corrected = [...files].flatMap(([file, found]) => fixFile(file, found));
    if (corrected.length === 0) break;
    fixed.push(...corrected);
  }
  return fixed;
}

/** Line ends, encoding and byte order mark stay; a file in which nothing changes is not written. */
function fixFile(file: string, found: readonly Diagnostic[]): readonly Diagnostic[] {
  const decoded = decodeText(readFileSync(file));
  const { text, fixed } = applyChanges(new Source(file, decoded.text), found);
  if (fixed.length > 0) writeFileSync(file, encodeText({ ...decoded, text }));
  return fixed;
}
