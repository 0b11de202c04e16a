import type { CheckFlags } from './check.ts';
import { functionFaults } from './function-faults.ts';
import { type GeneratedProject, generateProject } from './generate-project.ts';
import { generatedContract } from './generated-contract.ts';
import { type GeneratedChanges, readChanges } from './generated-files.ts';
import { loadMessages } from './loaded-messages.ts';
import { messageFaults } from './message-faults.ts';
import { readProject } from './project.ts';
import { listFunctions } from './registered-functions.ts';
import { printDiagnostics } from './report.ts';
import { isStale, printStale } from './stale-report.ts';
import { exitCodeOfDiagnostics } from './usage.ts';

/**
 * Compares policies, generated code, functions and messages; prints what does not agree. Returns the exit code.
 * With an error of the policies or the configuration there is nothing to compare with.
 */
export async function runCheck({ main, json, ...flags }: CheckFlags): Promise<number> {
  const generated = generateProject(flags);
  const { diagnostics } = generated;
  if (!json) printDiagnostics(diagnostics);
  const code = exitCodeOfDiagnostics(diagnostics);
  if (code !== 0) {
    if (json) console.log(JSON.stringify({ diagnostics }, undefined, 2));
    return code;
  }
  const changes = readChanges(flags.out, generated.files);
  if (!json) printStale(flags.out, changes);
  const functions = await compareFunctions(generated, main);
  const messages = messageFaults(await loadMessages(process.cwd(), main), generated.languages);
  const contract = await generatedContract(flags.out);
  const result = { diagnostics, ...changes, functions, messages, contract };
  if (json) console.log(JSON.stringify(result, undefined, 2));
  else printResult(result);
  return exitCodeOf(changes, [...functions, ...messages]);
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

interface Result {
  readonly functions: readonly string[];
  readonly messages: readonly string[];
  readonly contract: string;
}

function printResult({ functions, messages, contract }: Result): void {
  for (const fault of [...functions, ...messages]) console.error(fault);
  if (functions.length === 0)
    console.log('Every profile has its function, every function its profile.');
  if (messages.length === 0) console.log('Every message is there in every language.');
  console.log(
    `The contract is ${contract}: a deployment of this code tells the same in its health.`,
  );
}

function exitCodeOf(changes: GeneratedChanges, faults: readonly string[]): number {
  return isStale(changes) || faults.length > 0 ? 1 : 0;
}
