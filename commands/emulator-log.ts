import { setImmediate } from 'node:timers/promises';
import type { Inbox } from '../emulator/inbox.ts';
import type { PolicyReload } from '../emulator/live-policies.ts';
import { findFaults } from './lint-findings.ts';
import { summary } from './report.ts';

type Log = (line: string) => void;

/** Tells of each message that would have been sent, with its code. */
export function logInbox(inbox: Inbox, log: Log): void {
  inbox.onMessage = ({ channel, to, code, text }) => {
    log(`${channel} to ${to}: ${code === undefined ? text : `code ${code}`}`);
  };
}

/** Tells of each edit of a policy, and then what lint finds: the page does not wait for it. */
export function logReload({
  folders,
  environment,
  log,
}: {
  readonly folders: readonly string[];
  readonly environment: string;
  readonly log: Log;
}): (reload: PolicyReload) => void {
  return ({ isTaken, diagnostics }) => {
    if (!isTaken) {
      const [first] = diagnostics.filter(({ severity }) => severity === 'error');
      const place = first ? `${first.position.file}:${first.position.line}: ` : '';
      log(`Policies cannot be read; those from before go on. ${place}${first?.message ?? ''}`);
      return;
    }
    log('Policies have changed: the next journey has them.');
    void setImmediate().then(() => {
      const found = findFaults({ targets: folders, folders, environment, severities: new Map() });
      if ('misuse' in found) return;
      log(`Lint finds ${summary(found.diagnostics) || 'nothing'}.`);
    });
  };
}
