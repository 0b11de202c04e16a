import { printFailure } from './report.ts';

/** A mistake in what was asked for, as one line to print. */
export class UsageError extends Error {}

/** The exit code of a command; 2 with one line where it was asked for what is not there. */
export function exitCodeOf(run: () => number): number {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    printFailure(error);
    return 2;
  }
}
