import { html } from 'hono/html';
import type { Html } from '../pages/field-html.ts';
import type { LoadedPolicy } from '../policy-library.ts';
import type { Site } from '../site.ts';
import { shell } from './shell-html.ts';

/** The first page: what can be run, and what cannot. */
export function policiesPage({ tenant }: Site): Html {
  const policies = tenant.policies.policies();
  const faults = tenant.policies.diagnostics.filter(({ severity }) => severity === 'error');
  return shell(
    { title: 'Policies' },
    html`<main>
      <h1>Policies of ${tenant.name}</h1>
      ${faults.length > 0 ? html`<p class="fault" role="alert">${faults.length} errors: run <code>countersign lint</code>. The first: ${faults[0]?.message}</p>` : ''}
      ${policies.length === 0 ? html`<p>There is no relying party in these policies.</p>` : ''}
      <ul class="cards">${policies.map((loaded) => card(loaded, tenant.name))}</ul>
    </main>`,
  );
}

function card({ policy, unsupported, ignored }: LoadedPolicy, tenantName: string): Html {
  const { policyId, relyingParty } = policy;
  const base = `/${tenantName}/${policyId}`;
  return html`<li class="card">
    <h2>${policyId}</h2>
    <p>Journey ${relyingParty?.defaultUserJourney?.referenceId ?? '(none)'}; ${policy.technicalProfiles.size} technical profiles.</p>
    <p class="actions">
      <a class="button" href="/_emulator/run/${policyId}">Run</a>
      <a href="${base}/v2.0/.well-known/openid-configuration">Discovery</a>
    </p>
    ${partList(unsupported, 'Cannot be run here')}
    ${partList(ignored, 'Ignored')}
  </li>`;
}

function partList(parts: LoadedPolicy['unsupported'], what: string): Html | '' {
  if (parts.length === 0) return '';
  const items = parts.map(
    ({ element, reason, position }) =>
      html`<li>${element}: ${reason} <span class="place">${position.file}:${position.line}</span></li>`,
  );
  return html`<details><summary>${what}: ${parts.length}</summary><ul>${items}</ul></details>`;
}
