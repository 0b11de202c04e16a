/**
 * Something the user has to put right before the host can start: a missing host.json, a port in use.
 * `main.ts` prints the message as one line on stderr and exits with 1.
 */
export class HostFault extends Error {
  override name = 'HostFault';
}

/** The message of whatever was thrown; JavaScript allows throwing anything. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The stack of an Error, else what was thrown as text. */
export function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

/** The `code` of a Node error ("ENOENT", "EADDRINUSE"), undefined where there is none. */
export function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
}
