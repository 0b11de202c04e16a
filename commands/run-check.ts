import type { CheckFlags } from './check.ts';
import { functionFaults } from './function-faults.ts';
import { type GeneratedProject, generateProject } from './generate-project.ts';
import { type GeneratedChanges, readChanges } from './generated-files.ts';
import { readProject } from './project.ts';
import { listFunctions } from './registered-functions.ts';
import { hasErrors, printDiagnostics } from './report.ts';
import { isStale, printStale } from './stale-report.ts';

/**
 * Compares policies, generated code and functions; prints what does not agree. Returns the exit code.
 * With an error of the policies or the configuration there is nothing to compare with.
 */
export async function runCheck({ main, json, ...flags }: CheckFlags): Promise<number> {
  const generated = generateProject(flags);
  const { diagnostics } = generated;
  if (!json) printDiagnostics(diagnostics);
  if (hasErrors(diagnostics)) {
    if (json) console.log(JSON.stringify({ diagnostics }, undefined, 2));
    return 1;
  }
  const changes = readChanges(flags.out, generated.files);
  if (!json) printStale(flags.out, changes);
  const faults = await compareFunctions(generated, main);
  if (json)
    console.log(JSON.stringify({ diagnostics, ...changes, functions: faults }, undefined, 2));
  else printFaults(faults);
  return exitCodeOf(changes, faults);
}

async function compareFunctions({ backend }: GeneratedProject, main?: string): Promise<string[]> {
  return functionFaults({
    profiles: backend.profiles.map(({ id, contract: { method, route } }) => ({
      profile: id,
      method,
      route,
    })),
    registered: await listFunctions(process.cwd(), main),
    listed: readProject().configuration.functions,
  });
}

function printFaults(faults: readonly string[]): void {
  for (const fault of faults) console.error(fault);
  if (faults.length === 0)
    console.log('Every profile has its function, every function its profile.');
}

function exitCodeOf(changes: GeneratedChanges, faults: readonly string[]): number {
  return isStale(changes) || faults.length > 0 ? 1 : 0;
}
