import type { GeneratedChanges } from './generated-files.ts';

/** Whether the output folder is other than what would be generated now. */
export function isStale({ written, removed }: GeneratedChanges): boolean {
  return written.length + removed.length > 0;
}

/** Says whether the output folder is up to date, and which files are not. */
export function printStale(out: string, changes: GeneratedChanges): void {
  if (!isStale(changes)) console.log(`${out} is up to date.`);
  else console.log(`${out} is stale: run "countersign generate".`);
  for (const path of changes.written) console.log(`  differs  ${path}`);
  for (const path of changes.removed) console.log(`  left over  ${path}`);
}
