import { html } from 'hono/html';
import { IdMap } from '../../compiler/id-map.ts';
import { findPolicyFiles } from '../../compiler/policy-files.ts';
import { isSecretValue, secretPartOf } from '../../compiler/secret-text.ts';
import type { Environment } from '../../compiler/settings-tokens.ts';
import type { Html } from '../pages/field-html.ts';
import { masked } from '../secret-claims.ts';
import type { Site } from '../site.ts';
import { shell } from './shell-html.ts';

/** Which environment is in force and what it says, where secrets come from, and how the engine is set. */
export function settingsPage(site: Site): Html {
  const { request } = site.tenant.policies;
  const { files } = findPolicyFiles(request.folders, request);
  const environments = new Set(files.flatMap(({ environment }) => environment ?? []));
  return shell(
    { title: 'Settings' },
    html`<main>
      <h1>Settings</h1>
      <p>Policies of ${request.folders.map((folder) => html`<code>${folder}</code> `)}</p>
      ${environments.size === 0 ? html`<p class="card">There is no appsettings.json with environments: policies are taken as they are.</p>` : ''}
      ${[...environments].map(environmentCard)}
      ${keysCard(site)}
      ${engineCard(site)}
    </main>`,
  );
}

function environmentCard({
  name,
  tenant,
  file,
  names = [],
  settings,
  applications,
}: Environment): Html {
  const others = names.filter((each) => each !== name);
  const values = [...settings].map(([key, value]) => [key, isSecret(key, value) ? masked : value]);
  return html`<section class="card">
    <h2>Environment ${name}</h2>
    <p><code>${file ?? ''}</code>${tenant === undefined ? '' : html`, tenant <code>${tenant}</code>`}. ${others.length === 0 ? 'It is the only one there.' : html`Others there: ${others.join(', ')}; <code>--env</code> chooses.`}</p>
    ${table(['Setting', 'Value in force'], values)}
    <p>Applications: ${applicationsOf(applications)}</p>
  </section>`;
}

/** In doubt it is one: nobody needs to read a key here. */
function isSecret(name: string, value: string): boolean {
  const isCalledSo = /secret|passw|pwd|key|credential|connectionstring|token$/i.test(name);
  const isMade = value.startsWith('development-only-');
  return isCalledSo || isMade || isSecretValue(value) || secretPartOf(value) !== undefined;
}

/** Client secrets are not among it. */
function applicationsOf(applications: unknown): string {
  if (!Array.isArray(applications)) return 'any with a redirect URI of this machine.';
  const ids = applications.map((each) => String((each as { clientId?: unknown } | null)?.clientId));
  return `only ${ids.join(', ') || 'none'}.`;
}

function keysCard({ tenant, setKeys }: Site): Html {
  const profiles = tenant.policies
    .policies()
    .flatMap(({ policy }) => [...policy.technicalProfiles.values()]);
  const ids = profiles
    .flatMap(({ cryptographicKeys }) => cryptographicKeys)
    .flatMap(({ storageReferenceId: id }) => (id === undefined ? [] : [[id, id] as const]));
  const rows = new IdMap(ids)
    .values()
    .map((id) => [
      id,
      setKeys(id) === undefined ? 'made here' : 'set by the environment or local.settings.json',
    ]);
  return html`<section class="card">
    <h2>Policy keys</h2>
    <p>No value is ever shown. A key is set by a variable of its name, or in local.settings.json.</p>
    ${table(['Key', 'Value'], [...rows].toSorted())}
  </section>`;
}

function engineCard({ tenant }: Site): Html {
  const rows = Object.entries(tenant.settings).map(([name, value]) => [
    name,
    JSON.stringify(value) ?? 'undefined',
  ]);
  return html`<section class="card">
    <h2>Engine settings</h2>
    <p>What no documentation settles, and what this emulator takes for the likeliest. Tests can choose otherwise.</p>
    ${table(['Setting', 'Value'], rows)}
  </section>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): Html {
  if (rows.length === 0) return html`<p>There is none.</p>`;
  return html`<table>
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td><code>${value}</code></td></tr>`)}</tbody>
  </table>`;
}
