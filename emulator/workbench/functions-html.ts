import { html } from 'hono/html';
import { readRestfulTechnicalProfile } from '../../compiler/restful-technical-profile.ts';
import type { Html } from '../pages/field-html.ts';
import type { Site } from '../site.ts';
import { shell } from './shell-html.ts';

/** A REST API that policies call, and where the emulator finds it. */
interface CalledApi {
  readonly id: string;
  readonly authentication: string;
  /** As the policy has it, without its query, which may hold a key. */
  readonly serviceUrl: string;
  /** Where calls go, or why none do. */
  readonly reached: string;
  readonly isReached: boolean;
}

const healthTimeoutMs = 2000;

/** The REST APIs of the policies, where their calls go, and whether those answer who are on this machine. */
export async function functionsPage(site: Site): Promise<Html> {
  const apis = calledApis(site);
  const origins = new Set(
    apis.filter(({ isReached }) => isReached).map(({ reached }) => new URL(reached).origin),
  );
  const health = await Promise.all([...origins].map(async (origin) => [origin, await ask(origin)]));
  return shell(
    { title: 'Functions' },
    html`<main>
      <h1>Functions</h1>
      <ul class="cards">${health.map(([origin, text]) => html`<li class="card"><h2>${origin}</h2><p>${text}</p></li>`)}</ul>
      <table>
        <thead><tr><th scope="col">Technical profile</th><th scope="col">ServiceUrl</th><th scope="col">Calls go to</th><th scope="col">Authentication</th></tr></thead>
        <tbody>${apis.map(({ id, serviceUrl, reached, isReached, authentication }) => html`<tr><th scope="row">${id}</th><td>${serviceUrl}</td><td class="${isReached ? '' : 'fault'}">${reached}</td><td>${authentication}</td></tr>`)}</tbody>
      </table>
    </main>`,
  );
}

function calledApis({ tenant }: Site): CalledApi[] {
  const found = new Map<string, CalledApi>();
  for (const { policy } of tenant.policies.policies()) {
    for (const profile of policy.technicalProfiles.values()) {
      const { restful } = readRestfulTechnicalProfile(policy, profile);
      if (!restful || found.has(restful.id)) continue;
      const [serviceUrl = ''] = restful.serviceUrl.split('?');
      const authentication = restful.authentication.type;
      found.set(restful.id, {
        id: restful.id,
        serviceUrl,
        authentication,
        ...reach(tenant, serviceUrl),
      });
    }
  }
  return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

function reach(tenant: Site['tenant'], serviceUrl: string) {
  try {
    const reached = tenant.reach(serviceUrl);
    return { reached, isReached: URL.canParse(reached) };
  } catch (fault) {
    return { reached: fault instanceof Error ? fault.message : String(fault), isReached: false };
  }
}

/** Whatever the answer is: something that answers is there. */
async function ask(origin: string): Promise<string> {
  try {
    const signal = AbortSignal.timeout(healthTimeoutMs);
    const { status } = await fetch(`${origin}/api/health`, { signal, redirect: 'manual' });
    return status === 200 ? 'healthy' : `answers ${status} to GET /api/health`;
  } catch {
    return 'does not answer';
  }
}
