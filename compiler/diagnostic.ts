import type { Change } from './change.ts';
import { type Position, placeText } from './source.ts';

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
  /** What `lint --fix` makes of the text, all of it or nothing; absent where that is for a person to say. */
  readonly changes?: readonly Change[];
}

/** As programs read them: how `lint --fix` goes about its work is not theirs to know. */
export function withoutChanges(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map(({ changes: _changes, ...told }) => told);
}

/** Three plain lines: where, severity, rule and message; then why; then what to do. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { position, severity, rule, message, why, fix } = diagnostic;
  return `${placeText(position)}  ${severity}  ${rule}  ${message}\n  why: ${why}\n  fix: ${fix}`;
}

/** By file, line and column; of equal ones only the first: each leaf reports its bases' faults again. */
export function sortDiagnostics(diagnostics: Iterable<Diagnostic>): Diagnostic[] {
  const sorted = [...diagnostics].sort((a, b) => comparePositions(a.position, b.position));
  let place: Position | undefined;
  const said = new Set<string>();
  return sorted.filter(({ position, rule, message }) => {
    if (place === undefined || comparePositions(place, position) !== 0) said.clear();
    place = position;
    const words = `${rule} ${message}`; // a rule's name holds no space
    const isNew = !said.has(words);
    said.add(words);
    return isNew;
  });
}

function comparePositions(a: Position, b: Position): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
