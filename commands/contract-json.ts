import { type ContractSummary, type ReportSection, summarize } from './contract-summary.ts';

/** A report as JSON: every call with what was found in it; neither what was sent nor what came. */
export function formatJson(reports: readonly ReportSection[], { url }: ContractSummary): string {
  const profiles = reports.map(({ profile, policyId, calls }) => ({
    profile: profile.id,
    policy: policyId,
    calls: calls.map(({ findings, ...call }) => ({
      ...call,
      findings: findings.map(({ check: { id, why, fix }, severity, message }) => {
        return { check: id, severity, message, why, fix };
      }),
    })),
  }));
  return JSON.stringify({ url, profiles, ...summarize(reports) }, undefined, 2);
}
