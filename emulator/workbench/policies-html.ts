import { html } from 'hono/html';
import type { Html } from '../pages/field-html.ts';
import type { LoadedPolicy } from '../policy-library.ts';
import type { Site } from '../site.ts';
import { findingsSection, findingsState } from './findings-html.ts';
import { shell } from './shell-html.ts';

/** The first page: what can be run, and what is wrong with it. */
export function policiesPage(site: Site): Html {
  const { tenant, findings } = site;
  findings.check();
  const policies = tenant.policies.policies();
  return shell(
    { title: 'Policies', script: 'findings.js' },
    html`<main>
      <h1>Policies of ${tenant.name}</h1>
      <p role="status"><a id="said" href="#findings">${findingsState(site).words || 'Findings'}</a></p>
      ${policies.length === 0 ? html`<p>There is no relying party in these policies.</p>` : ''}
      <ul class="cards" id="policies">${policies.map((loaded) => card(loaded, tenant.name))}</ul>
      ${findingsSection(site)}
    </main>`,
  );
}

function card({ policy }: LoadedPolicy, tenantName: string): Html {
  const { policyId, relyingParty } = policy;
  const id = encodeURIComponent(policyId);
  const base = `/${encodeURIComponent(tenantName)}/${id}`;
  return html`<li class="card">
    <h2>${policyId}</h2>
    <p>Journey ${relyingParty?.defaultUserJourney?.referenceId ?? '(none)'}; ${policy.technicalProfiles.size} technical profiles.</p>
    <p class="actions">
      <a class="button" href="/_emulator/run/${id}">Run</a>
      <a href="${base}/v2.0/.well-known/openid-configuration">Discovery</a>
    </p>
  </li>`;
}
