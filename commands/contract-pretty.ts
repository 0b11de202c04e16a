import { createColors } from 'picocolors';
import type { ContractFinding } from '../caller/contract-check.ts';
import { type ContractSummary, type ReportSection, summarize } from './contract-summary.ts';

/** A report as lines for people: by profile, each finding once with the calls that it was met in. */
export function formatPretty(reports: readonly ReportSection[], summary: ContractSummary): string {
  const colors = createColors(summary.isColored);
  const explained = new Set<string>();
  const paint = { error: colors.red, warning: colors.yellow };
  const sections = reports.map(({ profile, policyId, calls, note }) => {
    const findings = groupFindings(calls).flatMap(({ finding, names }) => {
      const { check, severity, message } = finding;
      const isNew = !explained.has(check.id);
      explained.add(check.id);
      return [
        `  ${paint[severity](severity.padEnd(7))}  ${message}  ${colors.dim(check.id)}`,
        colors.dim(`           in: ${shortList(names)}`),
        ...(isNew ? [`why: ${check.why}`, `fix: ${check.fix}`] : []).map((line) =>
          colors.dim(`           ${line}`),
        ),
      ];
    });
    const title = `${colors.bold(profile.id)} ${colors.dim(`(${policyId})`)}`;
    return [title, ...findings, `  ${note ?? timing(calls)}`].join('\n');
  });
  return [...sections, conclusion(reports, summary, colors)].join('\n\n');
}

interface Grouped {
  readonly finding: ContractFinding;
  readonly names: readonly string[];
}

function groupFindings(calls: ReportSection['calls']): Grouped[] {
  const groups = new Map<string, { finding: ContractFinding; names: string[] }>();
  for (const { name, findings } of calls) {
    for (const finding of findings) {
      const key = JSON.stringify([finding.check.id, finding.severity, wordsOf(finding.message)]);
      const group = groups.get(key) ?? { finding, names: [] };
      group.names.push(name);
      groups.set(key, group);
    }
  }
  const all = [...groups.values()];
  return [...all.filter(isError), ...all.filter((group) => !isError(group))];
}

/** Times differ from call to call. */
function wordsOf(message: string): string {
  return message.replaceAll(/\d+ ms/g, '');
}

function isError({ finding }: Grouped): boolean {
  return finding.severity === 'error';
}

const SHOWN_NAMES = 4;

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_NAMES).join(', ');
  const hidden = names.length - SHOWN_NAMES;
  return hidden > 0 ? `${shown}, and ${hidden} more` : shown;
}

function timing(calls: ReportSection['calls']): string {
  const times = calls.filter(({ status }) => status !== undefined).map((call) => call.durationMs);
  const cases = calls.filter(({ isCase }) => isCase).length;
  const counted = `${count(calls.length, 'call')}, ${cases} of them from cases`;
  if (times.length === 0) return `${counted}; none was answered`;
  return `${counted}; answered in ${Math.min(...times)} to ${Math.max(...times)} ms`;
}

function conclusion(
  reports: readonly ReportSection[],
  summary: ContractSummary,
  colors: ReturnType<typeof createColors>,
): string {
  const { errors, warnings, calls } = summarize(reports);
  const where = `${count(calls, 'call')} of ${count(reports.length, summary.unit)} at ${summary.url}`;
  if (errors + warnings === 0) return colors.green(`Nothing found in ${where}.`);
  return `${count(errors, 'error')}, ${count(warnings, 'warning')} in ${where}.`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
