/** Nobody is believed who wants to be left alone for longer. */
const longestMs = 10 * 60 * 1000;

/**
 * Milliseconds for which a dependency wants no call, by its Retry-After: seconds, or a date that is
 * compared with the answer's own, so that nobody's clock matters. 0 where it says nothing that can be read.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export function retryAfterMs(headers: Headers): number {
  const wanted = headers.get('retry-after')?.trim() ?? '';
  const ms = /^\d+$/.test(wanted)
    ? Number(wanted) * 1000
    : Date.parse(wanted) - Date.parse(headers.get('date') ?? '');
  return ms > 0 ? Math.min(ms, longestMs) : 0;
}
