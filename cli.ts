#!/usr/bin/env node
import { createRequire, enableCompileCache } from 'node:module';
import { Command, CommanderError } from 'commander';
import { registerAdd } from './commands/add.ts';
import { registerBundle } from './commands/bundle.ts';
import { registerCall } from './commands/call.ts';
import { registerCheck } from './commands/check.ts';
import { registerCompletion } from './commands/completion.ts';
import { registerContract } from './commands/contract.ts';
import { registerDiff } from './commands/diff.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerEmulate } from './commands/emulate.ts';
import { registerExec } from './commands/exec.ts';
import { registerExplain } from './commands/explain.ts';
import { registerFlatten } from './commands/flatten.ts';
import { registerGenerate } from './commands/generate.ts';
import { registerGraph } from './commands/graph.ts';
import { registerJourney } from './commands/journey.ts';
import { registerKeys } from './commands/keys.ts';
import { registerLint } from './commands/lint.ts';
import { registerNew } from './commands/new.ts';
import { registerPolicies } from './commands/policies.ts';
import { registerStart } from './commands/start.ts';
import { registerSubject } from './commands/subject.ts';
import { endWithFailure } from './commands/usage.ts';

/** Every command, in the order of the help. */
const commands = [
  registerStart,
  registerEmulate,
  registerExec,
  registerGenerate,
  registerCheck,
  registerCall,
  registerContract,
  registerDoctor,
  registerJourney,
  registerFlatten,
  registerGraph,
  registerExplain,
  registerDiff,
  registerLint,
  registerSubject,
  registerPolicies,
  registerNew,
  registerAdd,
  registerBundle,
  registerKeys,
  registerCompletion,
];

enableCompileCache(); // of what the command loads: the next one need not compile it again

const program = new Command('countersign')
  .description('The backend that Azure AD B2C custom policies call, generated from the policy.')
  .version(version())
  .exitOverride();

for (const register of commands) register(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? usageExitCode(error) : endWithFailure(error);
}

/** That of the package, wherever it was built to. */
function version(): string {
  return createRequire(import.meta.url)('countersign/package.json').version;
}

/** Commander has printed what is wrong; help and version end with 0. */
function usageExitCode({ exitCode }: CommanderError): number {
  return exitCode === 0 ? 0 : 2;
}
