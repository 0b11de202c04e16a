import type { Command } from 'commander';

/** What `countersign subject export` was asked for. */
export interface SubjectFlags {
  readonly main?: string;
}

/** What `countersign subject erase` was asked for. */
export interface EraseFlags extends SubjectFlags {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const idsArgument = 'object id, email address, phone number, user name: all that are known';
const mainOption = ['--main <glob>', "files to load instead of package.json's main"] as const;

/** `countersign subject`: what the tables of all scenarios hold of a person, to hand out or to erase. */
export function registerSubject(program: Command): void {
  const subject = program
    .command('subject')
    .description('export or erase what the tables of all scenarios hold of a person');
  subject
    .command('export')
    .description('print it as JSON')
    .argument('<ids...>', idsArgument)
    .option(...mainOption)
    .action(async (ids: string[], flags: SubjectFlags) => {
      const { runExport } = await import('./run-subject.ts');
      process.exitCode = await runExport(ids, flags);
    });
  subject
    .command('erase')
    .description('delete it, and say how much it was')
    .argument('<ids...>', idsArgument)
    .option('--dry-run', 'only say how much it is')
    .option('--yes', 'delete it')
    .option(...mainOption)
    .option('--json', 'print JSON')
    .action(async (ids: string[], flags: EraseFlags) => {
      const { runErase } = await import('./run-subject.ts');
      process.exitCode = await runErase(ids, flags);
    });
}
