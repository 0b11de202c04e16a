import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import { ruleCatalog } from '../compiler/rule-catalog.ts';
import type { LintFlags } from './lint.ts';
import { formatAnnotations } from './lint-annotations.ts';
import { type BaselineUse, useBaseline } from './lint-baseline.ts';
import { findFaults, type LintFindings } from './lint-findings.ts';
import { printPretty } from './lint-pretty.ts';
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
  const findings = findFaults(requestOf(targets, flags, severities));
  if ('misuse' in findings) return misused(findings.misuse);
  const baseline = useBaseline(flags.baseline, findings.diagnostics);
  if ('misuse' in baseline) return misused(baseline.misuse);
  print(flags, findings, baseline);
  return { exitCode: exitCodeOf(baseline.left, flags.maxWarnings) };
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

function print(flags: LintFlags, findings: LintFindings, baseline: BaselineUse): void {
  const format = flags.json ? 'json' : flags.format;
  const { left } = baseline;
  if (format === 'pretty') printPretty({ ...findings, diagnostics: left }, baseline);
  else if (format === 'sarif') console.log(formatSarif(left, ruleCatalog()));
  else if (format === 'json') console.log(formatJson(left, baseline));
  else for (const line of formatAnnotations(left)) console.log(line);
  if (format !== 'pretty' && baseline.note) console.error(baseline.note);
}

/** Findings by place, as every command prints them, and how many there are. */
function formatJson(diagnostics: readonly Diagnostic[], { accepted }: BaselineUse): string {
  const { error: errors, warning: warnings, notice: notices } = countSeverities(diagnostics);
  return JSON.stringify({ diagnostics, errors, warnings, notices, accepted }, undefined, 2);
}
