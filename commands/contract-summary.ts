import type { JudgedCall } from '../caller/contract-run.ts';

/** A profile's calls, or those of something else that was tested. */
export interface ReportSection {
  readonly profile: { readonly id: string };
  /** The relying party, or what else stands beside the name. */
  readonly policyId: string;
  readonly calls: readonly JudgedCall[];
  /** Below the findings, in place of what the calls took. */
  readonly note?: string;
}

/** What a report says besides the calls. */
export interface ContractSummary {
  /** The origin that was tested. */
  readonly url: string;
  readonly isColored: boolean;
  /** The command, in the name of a JUnit report. */
  readonly command: string;
  /** What a section is, in the singular. */
  readonly unit: string;
}

/** How much there is of each. */
export function summarize(reports: readonly ReportSection[]) {
  const calls = reports.flatMap((report) => report.calls);
  const findings = calls.flatMap((call) => call.findings);
  return {
    calls: calls.length,
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
  };
}
