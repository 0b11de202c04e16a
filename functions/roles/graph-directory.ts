import * as z from 'zod';
import { systemTiming, type Timing } from '../../shared/deadline.ts';
import { DependencyUnavailable } from '../../shared/errors.ts';
import { outgoing } from '../../shared/outgoing.ts';
import { type GraphApplication, GraphTokens } from './graph-token.ts';
import type { GroupDirectory } from './group-directory.ts';

const dependency = 'Microsoft Graph';

/** Graph gives no more at a time, and nobody is in more groups than ten such pages hold. */
const pageSize = 999;
const mostPages = 10;

const page = z.object({
  value: z.array(z.object({ id: z.string() })),
  '@odata.nextLink': z.url().optional(),
});

/**
 * Microsoft Graph's answer to which groups an account is in, through groups too. The application needs
 * the permission GroupMember.Read.All in the tenant of the accounts. Pages are followed where Graph itself
 * leads, and nowhere else: the token must not get elsewhere. An attempt takes 800 ms at most, so that the
 * call has time for the last good answer.
 * @param timing the clock of tokens and patience; default: the system's
 */
export function graphDirectory(
  application: GraphApplication,
  timing: Timing = systemTiming,
): GroupDirectory {
  const tokens = new GraphTokens(application, () => timing.now());
  const call = outgoing(dependency, { attemptMs: 800, timing });
  const { origin } = new URL(application.graphUrl);

  async function read(url: string): Promise<Response> {
    const token = await tokens.get();
    const response = await call(url, { headers: { authorization: `Bearer ${token}` } });
    if (response.status === 401) tokens.forget(token);
    return response;
  }

  async function readPage(url: string): Promise<z.output<typeof page> | undefined> {
    if (new URL(url).origin !== origin) throw unreadable('another origin');
    const first = await read(url);
    const response = first.status === 401 ? await read(url) : first;
    if (response.status === 404) return undefined;
    if (!response.ok) throw unreadable(`HTTP ${response.status}`);
    const body = page.safeParse(await response.json().catch(() => undefined));
    if (!body.success) throw unreadable('a body that is no list of objects');
    return body.data;
  }

  return {
    async groupsOf(objectId) {
      const groups: string[] = [];
      const path = `/users/${encodeURIComponent(objectId)}/transitiveMemberOf?$select=id&$top=${pageSize}`;
      let url: string | undefined = `${application.graphUrl.replace(/\/$/, '')}${path}`;
      for (let count = 0; url !== undefined && count < mostPages; count += 1) {
        const read: z.output<typeof page> | undefined = await readPage(url);
        groups.push(...(read?.value ?? []).map(({ id }) => id));
        url = read?.['@odata.nextLink'];
      }
      return groups;
    },
  };
}

function unreadable(what: string): DependencyUnavailable {
  return new DependencyUnavailable(dependency, new Error(`It answered with ${what}.`));
}
