import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Backend, describeBackend } from '../compiler/backend.ts';
import { type Diagnostic, withoutChanges } from '../compiler/diagnostic.ts';
import { asWarnings, isForeign } from '../compiler/foreign-policies.ts';
import { generate } from '../compiler/generate.ts';
import { supportedLanguages } from '../compiler/localized-texts.ts';
import { type PolicySet, readPolicySet } from '../compiler/policy-set.ts';
import { resolveSet } from '../compiler/resolve.ts';
import type { GenerateFlags } from './generate.ts';
import { type GeneratedChanges, readChanges, writeChanges } from './generated-files.ts';
import { withProgress } from './progress.ts';
import { type Project, readProject, runtimeModule } from './project.ts';
import { hasErrors, printDiagnostics } from './report.ts';
import { isStale, printStale } from './stale-report.ts';
import { exitCodeOfDiagnostics, exitCodeOfFailure, requireFolders, UsageError } from './usage.ts';

/** What the policies of a project make. */
export interface GeneratedProject {
  readonly backend: Backend;
  /** Texts by path below the output folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  /** The languages of the policies' pages. */
  readonly languages: readonly string[];
}

/**
 * Generates, or with `check` only compares. Returns the exit code; with an error nothing is written.
 * @throws Error with one line to print, unless that is said in JSON; UsageError for what is not there
 */
export function runGenerate(flags: GenerateFlags): number {
  let diagnostics: readonly Diagnostic[] = [];
  try {
    const project = generateProject(flags);
    diagnostics = project.diagnostics;
    return finish(flags, project);
  } catch (error) {
    if (!flags.json) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return report(flags, diagnostics, { error: message }, exitCodeOfFailure(error));
  }
}

function finish(flags: GenerateFlags, { files, backend, diagnostics }: GeneratedProject): number {
  const code = exitCodeOfDiagnostics(diagnostics);
  if (code !== 0) return report(flags, diagnostics, {}, code);
  if (statSync(flags.out, { throwIfNoEntry: false })?.isFile()) {
    throw new UsageError(`"${flags.out}" is a file: --out names the folder of the generated code.`);
  }
  const changes = readChanges(flags.out, files);
  if (flags.check)
    return report(flags, diagnostics, { ...changes, checked: true }, isStale(changes) ? 1 : 0);
  writeChanges(flags.out, files, changes);
  return report(flags, diagnostics, { ...changes, ...count(backend) }, 0);
}

/** All of it but the writing. With a fault of the settings there is no backend to speak of. */
export function generateProject(flags: GenerateFlags): GeneratedProject {
  const project = readProject();
  if (hasErrors(project.diagnostics)) return nothing(project.diagnostics);
  const folders = flags.policies ?? ['policies'];
  requireFolders(folders);
  const set = withProgress('Reading policies', (onProgress) =>
    readPolicySet({ folders, onProgress, ...(flags.env ? { environment: flags.env } : {}) }),
  );
  const noEnvironment = set.diagnostics.filter(({ rule }) => rule === 'settings-environment');
  if (noEnvironment.length > 0) return nothing(noEnvironment);
  if (flags.env && !set.hasSettings) throw noSettings(folders, flags.env);
  if (set.policies.length === 0 && !hasErrors(set.diagnostics)) throw noPolicies(folders);
  const { policies, diagnostics } = resolveSet(set);
  const request = { ...project, policies, everything: flags.all ?? false };
  const backend = describeBackend(request);
  const reading = isForeign(request) ? softened(set, diagnostics) : diagnostics;
  const faults = [...project.diagnostics, ...reading, ...backend.diagnostics];
  const languages = [...new Set(policies.flatMap(supportedLanguages))];
  return { backend, files: emit(backend, project, flags.out), diagnostics: faults, languages };
}

/** Of policies of others a file that cannot be read is left out too; a folder or all of them is not. */
function softened(set: PolicySet, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (set.policies.length === 0) return diagnostics;
  return diagnostics.flatMap((each) =>
    each.rule === 'file-unreadable' ? each : asWarnings([each]),
  );
}

/** Where nothing has environments, asking for one is a mistake. */
function noSettings(folders: readonly string[], environment: string): UsageError {
  return new UsageError(
    `There is no appsettings.json for ${quoted(folders)}, so no environment "${environment}".`,
  );
}

function quoted(folders: readonly string[]): string {
  return folders.map((folder) => `"${folder}"`).join(' or ');
}

function noPolicies(folders: readonly string[]): UsageError {
  return new UsageError(`There is no policy in ${quoted(folders)}.`);
}

function nothing(diagnostics: readonly Diagnostic[]): GeneratedProject {
  return {
    backend: { profiles: [], claimTypes: [], diagnostics: [] },
    files: new Map(),
    diagnostics,
    languages: [],
  };
}

function emit(backend: Backend, project: Project, out: string): Map<string, string> {
  const { runtime } = project.configuration;
  return generate(backend, {
    routePrefix: project.routePrefix,
    claimTypeModule: runtimeModule(runtime, out, 'claim-type.ts'),
    profileModule: runtimeModule(runtime, join(out, 'profiles'), 'profile.ts'),
  });
}

function count({ profiles, claimTypes }: Backend) {
  return { profiles: profiles.length, claimTypes: claimTypes.length };
}

interface Result extends Partial<GeneratedChanges> {
  readonly checked?: boolean;
  readonly profiles?: number;
  readonly claimTypes?: number;
  readonly error?: string;
}

function report(
  flags: GenerateFlags,
  diagnostics: readonly Diagnostic[],
  result: Result,
  exitCode: number,
): number {
  if (flags.json) {
    const told = { diagnostics: withoutChanges(diagnostics), ...result };
    console.log(JSON.stringify(told, undefined, 2));
    return exitCode;
  }
  printDiagnostics(diagnostics);
  const { written = [], removed = [] } = result;
  if (result.checked) printStale(flags.out, { written, removed });
  else if (exitCode === 0 && !flags.quiet) printWritten(flags, result);
  return exitCode;
}

function printWritten({ out, all }: GenerateFlags, result: Result): void {
  const { profiles = 0, claimTypes = 0, written = [], removed = [] } = result;
  const parts = `${counted(profiles, 'profile')} and ${counted(claimTypes, 'claim type')}`;
  const removal = removed.length > 0 ? `, ${removed.length} removed` : '';
  console.log(`${parts} in ${out}: ${counted(written.length, 'file')} written${removal}.`);
  if (profiles > 0) return;
  const hosts = all ? '' : ' whose host is listed in countersign.json; --all takes every one';
  console.log(`There is no RESTful technical profile${hosts}.`);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
