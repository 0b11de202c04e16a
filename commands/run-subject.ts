import type { EraseFlags, SubjectFlags } from './subject.ts';
import { askForSubject, type SubjectAnswer } from './subject-process.ts';
import { UsageError } from './usage.ts';

/** Prints all that is known of a person as JSON. Returns the exit code. */
export async function runExport(ids: readonly string[], { main }: SubjectFlags): Promise<number> {
  const answer = await askForSubject({ ids: requireIds(ids), action: 'export' }, main);
  const { tables, notSearched } = answer;
  console.log(JSON.stringify({ ids, tables, notSearched }, undefined, 2));
  return 0;
}

/**
 * Erases a person, and prints counts only. Returns the exit code: 1 where something was written
 * meanwhile that is still there.
 * @throws UsageError unless it is clear what is wanted
 */
export async function runErase(ids: readonly string[], flags: EraseFlags): Promise<number> {
  if (flags.dryRun === flags.yes) {
    throw new UsageError('Say --dry-run to see how much would be deleted, or --yes to delete it.');
  }
  const action = flags.yes ? 'erase' : 'count';
  const answer = await askForSubject({ ids: requireIds(ids), action }, flags.main);
  if (flags.json) console.log(JSON.stringify(answer, undefined, 2));
  else printErasure(answer, flags.yes === true);
  return answer.left > 0 ? 1 : 0;
}

function requireIds(ids: readonly string[]): string[] {
  const given = ids.map((id) => id.trim());
  if (given.includes('')) throw new UsageError('An id is empty: leave it out.');
  return given;
}

function printErasure({ tables, notSearched, left }: SubjectAnswer, isDone: boolean): void {
  for (const { table, count, kept } of tables) {
    const fate = kept === undefined ? (isDone ? 'deleted' : 'to delete') : `kept: ${kept}`;
    console.log(`${table}  ${count} ${fate}`);
  }
  if (tables.length === 0) console.log('No table holds anything about these ids.');
  if (notSearched.length > 0) {
    console.log(`Nobody is found by an id in ${notSearched.join(', ')}.`);
  }
  if (left > 0) {
    console.error(`${left} written meanwhile: run it again once the person is signed out.`);
  }
}
