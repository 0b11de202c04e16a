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
