import type { TraceEvent } from '../../emulator/testing.ts';

/**
 * What a journey did, a line for each event, as golden files keep it: its step, who ran, what happened,
 * and the claims that were set, without their values where these are secrets.
 */
export function walkText(events: readonly TraceEvent[]): string {
  return `${events.map(lineOf).join('\n')}\n`;
}

function lineOf({ kind, step, technicalProfileId, calledBy, text, changes }: TraceEvent): string {
  const by = calledBy === undefined ? '' : ` (for ${calledBy})`;
  const who = technicalProfileId === undefined ? '' : ` ${technicalProfileId}${by}`;
  const claims = changes.map(
    ({ claimTypeReferenceId: id, after }) => `\n    ${id} = ${JSON.stringify(after)}`,
  );
  return `${step}: ${kind}${who}: ${text}${claims.join('')}`;
}
