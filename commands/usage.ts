import { statSync } from 'node:fs';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import { hasErrors, isCause, printDiagnostics, printFailure } from './report.ts';

/** A mistake in what was asked for, as one line to print: the command ends with 2. */
export class UsageError extends Error {}

/** What was asked for is not there, and these faults may be why: the command ends with 1. */
class PoliciesUnread extends UsageError {
  readonly diagnostics: readonly Diagnostic[];

  constructor(message: string, diagnostics: readonly Diagnostic[]) {
    super(message);
    this.diagnostics = diagnostics;
  }
}

/** Why something was not found: a mistake, unless files that cannot be read might have had it. */
export function notFound(message: string, diagnostics: readonly Diagnostic[]): UsageError {
  const unread = unreadable(diagnostics);
  return unread.length > 0 ? new PoliciesUnread(message, unread) : new UsageError(message);
}

/** The errors that hide all else of a file. */
export function unreadable(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter((each) => isCause(each) && hasErrors([each]));
}

/** @throws UsageError where one of the folders does not exist */
export function requireFolders(folders: readonly string[]): void {
  for (const folder of folders) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) continue;
    throw new UsageError(`There is no folder "${folder}": name it with --policies.`);
  }
}

/** What wrong policies end with; naming an environment that they do not have is a mistake. */
export function exitCodeOfDiagnostics(diagnostics: readonly Diagnostic[]): 0 | 1 | 2 {
  if (diagnostics.some(({ rule }) => rule === 'settings-environment')) return 2;
  return hasErrors(diagnostics) ? 1 : 0;
}

/** The exit code of a command that threw: 2 where it was asked for what is not there. Prints why. */
export function endWithFailure(error: unknown): 1 | 2 {
  if (error instanceof PoliciesUnread) printDiagnostics(error.diagnostics);
  printFailure(error);
  return exitCodeOfFailure(error);
}

/** Not found among files that cannot be read is a failure; anything else that is not there a mistake. */
export function exitCodeOfFailure(error: unknown): 1 | 2 {
  return error instanceof UsageError && !(error instanceof PoliciesUnread) ? 2 : 1;
}
