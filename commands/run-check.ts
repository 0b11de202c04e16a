import { type Diagnostic, sortDiagnostics, withoutChanges } from '../compiler/diagnostic.ts';
import type { CheckFlags } from './check.ts';
import { functionFaults } from './function-faults.ts';
import { type GeneratedProject, generateProject } from './generate-project.ts';
import { generatedContract } from './generated-contract.ts';
import { type GeneratedChanges, readChanges } from './generated-files.ts';
import { useExistingBaseline } from './lint-baseline.ts';
import { findFaults } from './lint-findings.ts';
import { loadMessages } from './loaded-messages.ts';
import { messageFaults } from './message-faults.ts';
import { readProject } from './project.ts';
import { listFunctions } from './registered-functions.ts';
import { hasErrors, printDiagnostics } from './report.ts';
import { isStale, printStale } from './stale-report.ts';
import { exitCodeOfDiagnostics, UsageError } from './usage.ts';

/**
 * Lints the policies; compares them, generated code, functions and messages; prints what does not agree.
 * Returns the exit code.
 * With an error of the policies or the configuration there is nothing to compare with.
 */
export async function runCheck({ main, json, ...flags }: CheckFlags): Promise<number> {
  const generated = generateProject(flags);
  const code = exitCodeOfDiagnostics(generated.diagnostics);
  const linted = code === 0 ? lintFindings(flags) : [];
  const diagnostics = sortDiagnostics([...generated.diagnostics, ...linted]);
  if (!json) printDiagnostics(diagnostics);
  const told = withoutChanges(diagnostics);
  if (code !== 0) {
    if (json) console.log(JSON.stringify({ diagnostics: told }, undefined, 2));
    return code;
  }
  const changes = readChanges(flags.out, generated.files);
  if (!json) printStale(flags.out, changes);
  const functions = await compareFunctions(generated, main);
  const messages = messageFaults(await loadMessages(process.cwd(), main), generated.languages);
  const contract = await generatedContract(flags.out);
  const result = { diagnostics: told, ...changes, functions, messages, contract };
  if (json) console.log(JSON.stringify(result, undefined, 2));
  else printResult(result);
  return hasErrors(linted) ? 1 : exitCodeOf(changes, [...functions, ...messages]);
}

/**
 * What `countersign lint` finds in these policies, less notices and what its baseline accepts.
 * @throws UsageError where there is no such baseline
 */
function lintFindings({ policies, env, baseline }: CheckFlags): readonly Diagnostic[] {
  const folders = policies ?? ['policies'];
  const environment = env ? { environment: env } : {};
  const request = { targets: folders, folders, severities: new Map(), ...environment };
  const findings = findFaults(request);
  if ('misuse' in findings) throw new UsageError(findings.misuse);
  const use = useExistingBaseline(baseline, findings.diagnostics);
  return use.left.filter(({ severity }) => severity !== 'notice');
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
