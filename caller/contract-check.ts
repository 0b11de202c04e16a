import type { Severity } from '../compiler/diagnostic.ts';
import type { Exchange } from './contract-call.ts';

/** Reports what is wrong; the message names claims and headers, never a value. */
export type ReportFinding = (message: string, severity?: CheckSeverity) => void;

/** An error breaks the contract; a warning is what the documentation only advises. */
export type CheckSeverity = Exclude<Severity, 'notice'>;

/** One thing that a backend can do wrong: what, why it matters, and what to do. */
export interface ContractCheck {
  /** Kebab-case, stable, the name of its file. */
  readonly id: string;
  readonly severity: CheckSeverity;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  /** The section of B2C's facts that says so. */
  readonly fact: string;
  check(exchange: Exchange, report: ReportFinding): void;
}

/** What a check found in one exchange. */
export interface ContractFinding {
  readonly check: Pick<ContractCheck, 'id' | 'why' | 'fix'>;
  readonly severity: CheckSeverity;
  readonly message: string;
}

/** Everything that the checks find in an exchange, in their order. */
export function judge(exchange: Exchange, checks: readonly ContractCheck[]): ContractFinding[] {
  const findings: ContractFinding[] = [];
  for (const check of checks) {
    check.check(exchange, (message, severity = check.severity) => {
      findings.push({ check, severity, message });
    });
  }
  return findings;
}
