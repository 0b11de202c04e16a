import { flattenNothing, flattenPolicy } from '../compiler/flatten.ts';
import type { FlattenFlags } from './flatten.ts';
import { type FoundPolicy, findPolicy } from './flatten-find.ts';
import { flattenedText } from './flatten-report.ts';
import { printDiagnostics } from './report.ts';
import { exitCodeOfDiagnostics } from './usage.ts';

/** Prints an effective policy; also what is left of a broken chain. Returns the exit code. */
export function runFlatten(policy: string, flags: FlattenFlags): number {
  const found = findPolicy({ policy, policies: flags.policies, env: flags.env });
  if (flags.json) printJson(found);
  else printText(found);
  return exitCodeOfDiagnostics(found.diagnostics);
}

function printJson({ policy, diagnostics }: FoundPolicy): void {
  const flattened = policy ? flattenPolicy(policy, diagnostics) : flattenNothing(diagnostics);
  console.log(JSON.stringify(flattened, undefined, 2));
}

function printText({ policy, diagnostics }: FoundPolicy): void {
  if (policy) console.log(flattenedText(policy));
  printDiagnostics(diagnostics);
}
