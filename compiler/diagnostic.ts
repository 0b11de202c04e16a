import type { Position } from './source.ts';

export type Severity = 'error' | 'warning' | 'notice';

/**
 * A fault in a policy, as a value: what is wrong, where, why it matters and what to do.
 * `rule` is kebab-case and stable; `message` is one sentence with values in double quotes.
 */
export interface Diagnostic {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly position: Position;
}

/** Three plain lines: where, severity, rule and message; then why; then what to do. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { position, severity, rule, message, why, fix } = diagnostic;
  const place = `${position.file}:${position.line}:${position.column}`;
  return `${place}  ${severity}  ${rule}  ${message}\n  why: ${why}\n  fix: ${fix}`;
}

/** By file, line and column; of equal ones only the first: each leaf reports its bases' faults again. */
export function sortDiagnostics(diagnostics: Iterable<Diagnostic>): Diagnostic[] {
  const distinct = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { position, rule, message } = diagnostic;
    const key = JSON.stringify([position.file, position.line, position.column, rule, message]);
    if (!distinct.has(key)) distinct.set(key, diagnostic);
  }
  return [...distinct.values()].sort((a, b) => comparePositions(a.position, b.position));
}

function comparePositions(a: Position, b: Position): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
