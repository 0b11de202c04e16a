import type { CheckSeverity, ReportFinding } from './contract-check.ts';
import type { Handshake } from './tls-probe.ts';

/** What a check looks at: the way there, what health says, the pace of answers, the secrets of a caller. */
export type Probe = 'connection' | 'health' | 'pace' | 'secrets';

/** Something that ends on a day: a certificate or a secret, by its name. */
export interface Expiring {
  readonly name: string;
  readonly expires: Date;
}

/** What was learned of a deployment besides its profiles. It holds no secret. */
export interface Evidence {
  readonly url: URL;
  readonly now: Date;
  /** Absent over plain HTTP, and where there was none. */
  readonly handshake?: Handshake;
  /** Why there is no answer, without a period; absent where there is one. */
  readonly failure?: string;
  /** Of the anonymous health function; absent where nobody answered. */
  readonly health?: { readonly status: number; readonly body: unknown };
  /** The digest of the contract that is generated here; absent where there is none. */
  readonly contract?: string;
  /** Milliseconds of each call but the first, which may have found the functions cold. */
  readonly durationsMs: readonly number[];
  /** By how many milliseconds their clock is before ours; a Date header tells whole seconds. */
  readonly skewMs?: number;
  readonly secrets: readonly Expiring[];
}

/** One thing that can be wrong with a deployment: what, why it matters, and what to do. */
export interface DoctorCheck {
  /** Kebab-case, stable, the name of its file. */
  readonly id: string;
  readonly severity: CheckSeverity;
  readonly probe: Probe;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  /** The section of the facts that says so. */
  readonly fact: string;
  check(evidence: Evidence, report: ReportFinding): void;
}

/** Whole days until then; negative for what is over. */
export function daysUntil(then: Date, now: Date): number {
  return Math.floor((then.getTime() - now.getTime()) / 86_400_000);
}
