/** Where the workbench's own application takes answers. */
export const signedInPath = '/_emulator/signed-in';

/**
 * The emulator at 127.0.0.1 instead of localhost: for browsers another origin, which no page of a policy
 * is ever served from, so that no script of one reaches what stands there.
 */
export function workbenchOrigin(origin: string): string {
  return origin.replace('//localhost', '//127.0.0.1');
}

/** The emulator where pages of policies are served. */
export function pagesOrigin(origin: string): string {
  return origin.replace(/\/\/(?:127\.0\.0\.1|\[::1\])/, '//localhost');
}

/** The page of the workbench that runs a policy, with the trace beside it. */
export function runUrl(policyId: string, origin: string): string {
  return `${workbenchOrigin(origin)}/_emulator/run/${encodeURIComponent(policyId)}`;
}
