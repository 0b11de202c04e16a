/** `StateProperties=…`: how pages name their transaction. @see facts engine 4.2 */
export function transactionParameter(transactionId: string): string {
  const state = JSON.stringify({ TID: transactionId });
  return `StateProperties=${Buffer.from(state).toString('base64url')}`;
}

/** The transaction that a page names; undefined where it names none. */
export function readTransactionParameter(tx: string | undefined): string | undefined {
  const [, encoded] = /^StateProperties=([A-Za-z0-9_-]+)$/.exec(tx ?? '') ?? [];
  if (encoded === undefined) return undefined;
  try {
    const state: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    const isState = typeof state === 'object' && state !== null && 'TID' in state;
    return isState && typeof state.TID === 'string' ? state.TID : undefined;
  } catch {
    return undefined;
  }
}
