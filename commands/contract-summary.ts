import type { ProfileReport } from '../caller/contract-run.ts';

/** What a report says besides the calls. */
export interface ContractSummary {
  /** The origin that was tested. */
  readonly url: string;
  readonly isColored: boolean;
}

/** How much there is of each. */
export function summarize(reports: readonly ProfileReport[]) {
  const calls = reports.flatMap((report) => report.calls);
  const findings = calls.flatMap((call) => call.findings);
  return {
    calls: calls.length,
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
  };
}
