import { createColors } from 'picocolors';
import type { Diagnostic, Severity } from '../compiler/diagnostic.ts';
import { type PolicySection, sectionAt, sectionsOf } from '../compiler/policy-sections.ts';
import type { BaselineUse } from './lint-baseline.ts';
import type { LintFindings } from './lint-findings.ts';
import { summary } from './report.ts';

/** Colors only where someone looks at a terminal, and has not asked for none. */
const colors = createColors(process.stdout.isTTY === true && !process.env['NO_COLOR']);

/** What is left to report; `fixed` only where `--fix` was asked for. */
export interface LintResult extends BaselineUse {
  readonly fixed?: readonly Diagnostic[];
}

/** Prints findings by file, in it by technical profile, journey, claim type …; then how many there are. */
export function printPretty({ policies, diagnostics }: LintFindings, result: LintResult): void {
  const sections = new Map(
    policies.map((policy) => [policy.position.file, sectionsOf(policy)] as const),
  );
  const explained = new Set<string>();
  for (const [file, found] of Map.groupBy(diagnostics, ({ position }) => position.file)) {
    console.log(colors.bold(file));
    printFile(found, sections.get(file) ?? [], explained);
    console.log('');
  }
  console.log(conclusion(result.left, policies.length));
  if (result.fixed) console.log(wordsOfFix(result.fixed));
  else if (result.left.some(({ changes }) => changes)) console.log(offerOfFix(result.left));
  if (result.accepted > 0) console.log(`${result.accepted} more are in the baseline.`);
  if (result.note) console.log(result.note);
}

function printFile(
  found: readonly Diagnostic[],
  sections: readonly PolicySection[],
  explained: Set<string>,
): void {
  const bySection = Map.groupBy(found, ({ position }) => sectionAt(sections, position));
  for (const [section, inSection] of bySection) {
    if (section) console.log(`  ${section.title}`);
    for (const diagnostic of inSection) printFinding(diagnostic, explained);
  }
}

/** Why and what to do are said at the first finding of a rule only. */
function printFinding(diagnostic: Diagnostic, explained: Set<string>): void {
  const { position, severity, rule, message, why, fix } = diagnostic;
  const place = `${position.line}:${position.column}`.padEnd(8);
  console.log(`    ${colors.dim(place)} ${paint(severity)}  ${message}  ${colors.dim(rule)}`);
  const explanation = `${rule} ${why} ${fix}`;
  if (explained.has(explanation)) return;
  explained.add(explanation);
  console.log(`             ${colors.dim(`why: ${why}`)}`);
  console.log(`             ${colors.dim(`fix: ${fix}`)}`);
}

function paint(severity: Severity): string {
  const word = severity.padEnd('warning'.length);
  if (severity === 'error') return colors.red(word);
  return severity === 'warning' ? colors.yellow(word) : colors.blue(word);
}

function conclusion(diagnostics: readonly Diagnostic[], policies: number): string {
  const files = `${policies} ${policies === 1 ? 'policy' : 'policies'}`;
  if (diagnostics.length === 0) return colors.green(`No findings in ${files}.`);
  return `${summary(diagnostics)} in ${files}.`;
}

/** `Fixed 3 findings in 2 files.` */
export function wordsOfFix(fixed: readonly Diagnostic[]): string {
  const files = new Set(fixed.map(({ position }) => position.file)).size;
  if (files === 0) return 'Nothing to fix.';
  return `Fixed ${count(fixed.length, 'finding')} in ${count(files, 'file')}.`;
}

function offerOfFix(left: readonly Diagnostic[]): string {
  const { length } = left.filter(({ changes }) => changes);
  return `${length} of them ${length === 1 ? 'is' : 'are'} fixed by --fix.`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
