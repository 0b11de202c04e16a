import { html } from 'hono/html';
import type { RestfulTechnicalProfile } from '../../compiler/restful-technical-profile.ts';
import { JourneyFailed } from '../../shared/errors.ts';
import type { Html } from '../pages/field-html.ts';
import { isOnThisMachine } from '../reach.ts';
import type { Site } from '../site.ts';
import type { Tenant } from '../tenant.ts';
import { calledApis } from './called-apis.ts';
import { shell } from './shell-html.ts';

const healthTimeoutMs = 2000;

/** The REST APIs of the policies, where their calls go, and whether those answer that are on this machine. */
export async function functionsPage({ tenant }: Site): Promise<Html> {
  const apis = calledApis(tenant).map((api) => placeOf(tenant, api));
  const origins = new Set(apis.flatMap(({ origin }) => origin ?? []));
  const health = await Promise.all([...origins].map(async (origin) => [origin, await ask(origin)]));
  return shell(
    { title: 'Functions' },
    html`<main>
      <h1>Functions</h1>
      <ul class="cards">${health.map(([origin, text]) => html`<li class="card"><h2>${origin}</h2><p>${text}</p></li>`)}</ul>
      <table>
        <thead><tr><th scope="col">Technical profile</th><th scope="col">ServiceUrl</th><th scope="col">Calls go to</th><th scope="col">Authentication</th></tr></thead>
        <tbody>${apis.map(({ id, serviceUrl, reached, origin, authentication }) => html`<tr><th scope="row">${id}</th><td>${serviceUrl}</td><td class="${origin === undefined ? 'fault' : ''}">${reached}</td><td>${authentication}</td></tr>`)}</tbody>
      </table>
    </main>`,
  );
}

/** Where calls go, or why none do; without the query, which may hold a key. */
function placeOf(tenant: Tenant, { id, serviceUrl: url, authentication }: RestfulTechnicalProfile) {
  const [serviceUrl = ''] = url.split('?');
  const common = { id, serviceUrl, authentication: authentication.type };
  try {
    const reached = tenant.reach(serviceUrl);
    return { ...common, reached, origin: URL.parse(reached)?.origin };
  } catch (fault) {
    if (!(fault instanceof JourneyFailed)) throw fault;
    return { ...common, reached: fault.message, origin: undefined };
  }
}

/** Whatever the answer is: something that answers is there. A host that was allowed is left alone. */
async function ask(origin: string): Promise<string> {
  if (!isOnThisMachine(origin)) return 'not on this machine: not asked';
  try {
    const signal = AbortSignal.timeout(healthTimeoutMs);
    const { status } = await fetch(`${origin}/api/health`, { signal, redirect: 'manual' });
    return status === 200 ? 'healthy' : `answers ${status} to GET /api/health`;
  } catch {
    return 'does not answer';
  }
}
