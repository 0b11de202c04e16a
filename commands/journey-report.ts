import { element, escapeXml, seconds } from './junit-xml.ts';

/** How one journey went. */
export interface JourneyResult {
  readonly name: string;
  readonly policy: string;
  readonly durationMs: number;
  /** What was not as expected; undefined: nothing. */
  readonly failure: string | undefined;
}

/** The results in one of the formats of `--report`. */
export function formatResults(
  file: string,
  results: readonly JourneyResult[],
  format: 'tap' | 'junit' | 'json',
): string {
  if (format === 'json') return JSON.stringify({ journeys: results }, null, 2);
  return format === 'junit' ? formatJunit(file, results) : formatTap(results);
}

/** The Test Anything Protocol, version 13. */
function formatTap(results: readonly JourneyResult[]): string {
  const lines = results.flatMap(({ name, durationMs, failure }, index) => {
    const title = `${failure === undefined ? 'ok' : 'not ok'} ${index + 1} - ${oneLine(name)}`;
    if (failure === undefined) return [title];
    return [
      title,
      '  ---',
      `  message: ${JSON.stringify(failure)}`,
      `  duration_ms: ${Math.round(durationMs)}`,
      '  ...',
    ];
  });
  return ['TAP version 13', `1..${results.length}`, ...lines].join('\n');
}

/** `#` begins a directive in TAP. */
function oneLine(name: string): string {
  return name.replaceAll(/\s+/g, ' ').replaceAll('#', '\\#');
}

/** JUnit XML: one suite for the file, a test case each journey. */
function formatJunit(file: string, results: readonly JourneyResult[]): string {
  const failures = results.filter(({ failure }) => failure !== undefined).length;
  const time = seconds(results.reduce((sum, { durationMs }) => sum + durationMs, 0));
  const attributes = { name: file, tests: results.length, failures, errors: 0, skipped: 0, time };
  const cases = results.map((result) => testCase(result)).join('');
  const suites = element('testsuites', {}, element('testsuite', attributes, cases));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${suites}`.trimEnd();
}

function testCase({ name, policy, durationMs, failure }: JourneyResult): string {
  const attributes = { classname: policy, name, time: seconds(durationMs) };
  if (failure === undefined) return element('testcase', attributes);
  const failed = element('failure', { type: 'mismatch', message: failure }, escapeXml(failure));
  return element('testcase', attributes, failed);
}
