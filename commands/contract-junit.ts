import type { ContractFinding } from '../caller/contract-check.ts';
import type { JudgedCall } from '../caller/contract-run.ts';
import { type ContractSummary, type ReportSection, summarize } from './contract-summary.ts';
import { element, escapeXml, seconds } from './junit-xml.ts';

/** A report as JUnit XML: a suite each profile, a test case each call; warnings are its output. */
export function formatJunit(
  reports: readonly ReportSection[],
  { url, command }: ContractSummary,
): string {
  const all = reports.flatMap(({ calls }) => calls);
  const totals = { name: `countersign ${command} ${url}`, ...countsOf(all) };
  const suites = reports.map(suite).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', totals, suites)}`.trimEnd();
}

function suite(report: ReportSection): string {
  const { profile, policyId, calls } = report;
  const { warnings } = summarize([report]);
  const properties = [
    element('property', { name: 'policy', value: policyId }),
    element('property', { name: 'warnings', value: warnings }),
  ].join('');
  const cases = calls.map((call) => testCase(profile.id, call)).join('');
  const attributes = { name: profile.id, ...countsOf(calls) };
  return element('testsuite', attributes, element('properties', {}, properties) + cases);
}

function countsOf(calls: readonly JudgedCall[]) {
  const failures = calls.filter(({ findings }) => findings.some(isError)).length;
  const time = seconds(calls.reduce((sum, { durationMs }) => sum + durationMs, 0));
  return { tests: calls.length, failures, errors: 0, skipped: 0, time };
}

function testCase(classname: string, { name, durationMs, findings }: JudgedCall): string {
  const errors = findings.filter(isError);
  const warnings = findings.filter((finding) => !isError(finding));
  const [first] = errors;
  const failure = first
    ? element(
        'failure',
        { type: first.check.id, message: errors.map(({ message }) => message).join(' ') },
        escapeXml(errors.map(described).join('\n\n')),
      )
    : '';
  const output =
    warnings.length === 0
      ? ''
      : element('system-out', {}, escapeXml(warnings.map(described).join('\n\n')));
  return element('testcase', { classname, name, time: seconds(durationMs) }, failure + output);
}

function described({ check, severity, message }: ContractFinding): string {
  return `${severity} ${check.id}: ${message}\nwhy: ${check.why}\nfix: ${check.fix}`;
}

function isError({ severity }: ContractFinding): boolean {
  return severity === 'error';
}
