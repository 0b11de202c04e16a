import { createColors } from 'picocolors';
import { withShortMessage } from '../compiler/bounded-diagnostics.ts';
import { type Diagnostic, type Severity, sortDiagnostics } from '../compiler/diagnostic.ts';
import { placeText } from '../compiler/source.ts';

/** Colors only where someone looks at a terminal, and has not asked for none. */
const stderr = createColors(process.stderr.isTTY === true && !process.env['NO_COLOR']);

/** More of one rule in one file say nothing new, and would hide all else. */
const SHOWN_ALIKE = 20;

/** What cannot be read, or is missing, may be why there are other findings. */
const causes = /^(?:file|xml|settings)-|^chain-missing-base$/;

/**
 * Prints diagnostics to stderr: causes first, then in the order of their places; why and what to do
 * only once for all alike, and of many in one file only the first.
 */
export function printDiagnostics(diagnostics: readonly Diagnostic[]): void {
  const sorted = sortDiagnostics(diagnostics);
  const alike = Map.groupBy(sorted, ({ rule, position }) => `${rule} ${position.file}`);
  const more = new Map([...alike.values()].map((all) => [all[SHOWN_ALIKE - 1], all.length]));
  const hidden = new Set([...alike.values()].flatMap((all) => all.slice(SHOWN_ALIKE)));
  const explained = new Set<string>();
  for (const diagnostic of causesFirst(sorted.filter((each) => !hidden.has(each)))) {
    const explanation = explain(diagnostic);
    console.error(describe(diagnostic) + (explained.has(explanation) ? '' : explanation));
    explained.add(explanation);
    printHidden(diagnostic, (more.get(diagnostic) ?? 0) - SHOWN_ALIKE);
  }
  if (sorted.length > 0) console.error(summary(sorted));
}

/** Prints the errors alone, for a command that goes on with policies that B2C would refuse. */
export function printErrors(diagnostics: readonly Diagnostic[]): void {
  printDiagnostics(diagnostics.filter(({ severity }) => severity === 'error'));
}

/** Whether a fault may be why something else was not found. */
export function isCause({ rule }: Diagnostic): boolean {
  return causes.test(rule);
}

function causesFirst(sorted: readonly Diagnostic[]): Diagnostic[] {
  return [...sorted.filter(isCause), ...sorted.filter((each) => !isCause(each))];
}

function printHidden({ rule, position }: Diagnostic, count: number): void {
  if (count > 0) console.error(`${position.file}  and ${count} more ${stderr.dim(rule)}`);
}

/** Whether anything is to be done before there is a result. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** One line and no stack trace: the exit code of a command that could not do its work. */
export function printFailure(error: unknown): number {
  const message = error instanceof Error ? error.message : String(error);
  console.error(`${stderr.red('error')} ${message}`);
  return 1;
}

function describe(diagnostic: Diagnostic): string {
  const { position, severity, rule, message } = withShortMessage(diagnostic);
  return `${stderr.bold(placeText(position))}  ${paint(severity)}  ${stderr.dim(rule)}  ${message}`;
}

function explain({ why, fix }: Diagnostic): string {
  return `\n  ${stderr.dim(`why: ${why}`)}\n  fix: ${fix}`;
}

function paint(severity: Severity): string {
  if (severity === 'error') return stderr.red(severity);
  return severity === 'warning' ? stderr.yellow(severity) : stderr.blue(severity);
}

/** `2 errors, 1 notice`; nothing where there are none. */
export function summary(diagnostics: readonly Diagnostic[]): string {
  return Object.entries(countSeverities(diagnostics))
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ');
}

/** How many there are of each severity, the worst first. */
export function countSeverities(diagnostics: readonly Diagnostic[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, notice: 0 };
  for (const { severity } of diagnostics) counts[severity] += 1;
  return counts;
}
