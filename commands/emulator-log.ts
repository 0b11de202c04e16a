import type { Inbox } from '../emulator/inbox.ts';
import type { PolicyReload } from '../emulator/live-policies.ts';
import type { PolicyFindings } from '../emulator/policy-findings.ts';
import { summary } from './report.ts';

type Log = (line: string) => void;

/** Tells of each message that would have been sent, with its code. */
export function logInbox(inbox: Inbox, log: Log): void {
  inbox.onMessage = ({ channel, to, code, text }) => {
    log(`${channel} to ${to}: ${code === undefined ? text : `code ${code}`}`);
  };
}

/** Tells of each edit of a policy. */
export function logReload(log: Log): (reload: PolicyReload) => void {
  return ({ isTaken, diagnostics }) => {
    if (isTaken) return log('Policies have changed: the next journey has them.');
    const [first] = diagnostics.filter(({ severity }) => severity === 'error');
    const place = first ? `${first.position.file}:${first.position.line}: ` : '';
    log(`Policies cannot be read; those from before go on. ${place}${first?.message ?? ''}`);
  };
}

/** Tells what lint finds. */
export function logFindings(findings: PolicyFindings, log: Log): void {
  findings.onFound = (diagnostics) => log(`Lint finds ${summary(diagnostics) || 'nothing'}.`);
}
