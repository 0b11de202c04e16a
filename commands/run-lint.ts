import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { boundDiagnostics } from '../compiler/bounded-diagnostics.ts';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import { ruleCatalog } from '../compiler/rule-catalog.ts';
import type { LintFlags } from './lint.ts';
import { formatAnnotations } from './lint-annotations.ts';
import { useBaseline } from './lint-baseline.ts';
import { findFaults, type LintFindings, type LintRequest } from './lint-findings.ts';
import { fixFiles } from './lint-fix.ts';
import { type LintResult, printPretty, wordsOfFix } from './lint-pretty.ts';
import { formatSarif } from './lint-sarif.ts';
import { readSeverities, type Severities } from './lint-severities.ts';
import { countSeverities } from './report.ts';

/** What became of a run; `misuse` says why nothing was done. */
export interface LintOutcome {
  readonly exitCode: number;
  readonly misuse?: string;
}

/** Lints, prints, and says how to exit: 0 clean, 1 findings, 2 not understood. */
export function runLint(paths: readonly string[], flags: LintFlags): LintOutcome {
  const targets = paths.length > 0 ? paths : ['policies'];
  const missing = targets.find((path) => !statSync(path, { throwIfNoEntry: false }));
  if (missing !== undefined) return misused(`There is no file or folder "${missing}".`);
  const severities = readSeverities(flags.rule ?? [], ruleCatalog());
  if ('misuse' in severities) return misused(severities.misuse);
  const request = requestOf(targets, flags, severities);
  const fixed = flags.fix ? fixFiles(() => findFixable(request, flags)) : undefined;
  const findings = findFaults(request);
  if ('misuse' in findings) return misused(findings.misuse);
  if (findings.policies.length + findings.diagnostics.length === 0) {
    return misused(`There is no policy in ${targets.map((path) => `"${path}"`).join(', ')}.`);
  }
  const baseline = useBaseline(flags.baseline, findings.diagnostics);
  if ('misuse' in baseline) return misused(baseline.misuse);
  print(flags, findings, { ...baseline, ...(fixed && { fixed }) });
  return { exitCode: exitCodeOf(baseline.left, flags.maxWarnings) };
}

/** What the baseline accepts is left as it is. */
function findFixable(request: LintRequest, { baseline }: LintFlags): readonly Diagnostic[] {
  const findings = findFaults(request);
  if ('misuse' in findings) return [];
  if (baseline === undefined || !existsSync(baseline)) return findings.diagnostics;
  const use = useBaseline(baseline, findings.diagnostics);
  return 'misuse' in use ? [] : use.left;
}

function misused(misuse: string): LintOutcome {
  return { exitCode: 2, misuse };
}

/** A base policy is looked for beside each file, then in the folders of --policies. */
function requestOf(targets: readonly string[], flags: LintFlags, severities: Severities) {
  const own = targets.map((path) => (statSync(path).isDirectory() ? path : dirname(path)));
  const folders = [...new Set([...own, ...(flags.policies ?? [])])];
  return { targets, folders, severities, ...(flags.env ? { environment: flags.env } : {}) };
}

function exitCodeOf(left: readonly Diagnostic[], maxWarnings = Number.POSITIVE_INFINITY): number {
  const { error, warning } = countSeverities(left);
  return error > 0 || warning > maxWarnings ? 1 : 0;
}

function print(flags: LintFlags, findings: LintFindings, result: LintResult): void {
  const format = flags.json ? 'json' : flags.format;
  const left = boundDiagnostics(result.left);
  if (format === 'pretty') printPretty({ ...findings, diagnostics: left }, result);
  else if (format === 'sarif') console.log(formatSarif(left, ruleCatalog()));
  else if (format === 'json') console.log(formatJson(left, result));
  else for (const line of formatAnnotations(left)) console.log(line);
  if (format === 'pretty') return;
  if (result.note) console.error(result.note);
  if (result.fixed && format !== 'json') console.error(wordsOfFix(result.fixed));
}

/** Findings by place, as every command prints them, and how many there are, with those left out. */
function formatJson(diagnostics: readonly Diagnostic[], result: LintResult): string {
  const { left, accepted, fixed } = result;
  const { error: errors, warning: warnings, notice: notices } = countSeverities(left);
  const counts = { errors, warnings, notices, accepted };
  const told = { diagnostics: diagnostics.map(toJson), ...counts };
  return JSON.stringify({ ...told, ...(fixed && { fixed: fixed.map(toJson) }) }, undefined, 2);
}

function toJson({ changes, ...told }: Diagnostic) {
  return changes ? { ...told, isFixable: true } : told;
}
