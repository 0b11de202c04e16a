/**
 * Bytes of the `roles` claim: an Entra token response takes 3 KB of claims in all, and headers that
 * carry a token get no more than 8 to 16 KB past common servers. What B2C itself takes is not published.
 * @see facts rest-contract 9
 */
const mostBytes = 2048;

/** The roles, sorted, each once, as far as a token holds them: those first in the alphabet. */
export function limitRoles(roles: readonly string[]): { roles: string[]; left: number } {
  const all = [...new Set(roles)].sort();
  const kept: string[] = [];
  let bytes = 2;
  for (const role of all) {
    bytes += Buffer.byteLength(JSON.stringify(role)) + 1;
    if (bytes > mostBytes) break;
    kept.push(role);
  }
  return { roles: kept, left: all.length - kept.length };
}
