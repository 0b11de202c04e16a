import type { ContractCheck } from '../contract-check.ts';

/** An answer shows the inside of the backend. */
export const stackTrace: ContractCheck = {
  id: 'stack-trace',
  severity: 'error',
  what: 'The answer holds a stack trace.',
  why: 'It tells an attacker libraries, versions and paths, and may hold what users typed.',
  fix: 'Answer errors with the error body alone; log the rest, without claims.',
  fact: 'rest-contract 4.1',
  check({ answer }, report) {
    if (answer !== undefined && frames.some((frame) => frame.test(answer.body))) {
      report(`The body of the ${answer.status} looks like a stack trace.`);
    }
  },
};

/** JavaScript, Python, .NET and Java, PHP, Ruby and Go. */
const frames: readonly RegExp[] = [
  /(?:\s|&nbsp;)at (?:[^\n<(]{1,200}\()?(?:file:|node:|\/|[A-Za-z]:\\)[^\n<)]{1,300}:\d+:\d+/,
  /Traceback \(most recent call last\)|File \\?"[^"\n]{1,300}", line \d+/,
  /\bat [\w.$<>`]+\([^)\n]{0,300}\)(?: in [^\n]{1,300}:line \d+)?(?:\r|\n|\\n|\\r)/,
  /#\d+ [^\n]{1,300}\.php\(\d+\)/,
  /\.rb:\d+:in |goroutine \d+ \[/,
];
