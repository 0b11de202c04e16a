import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import type { Diagnostic } from '../../compiler/diagnostic.ts';
import type { Html } from '../pages/field-html.ts';
import { type Person, personOf } from '../people.ts';
import type { Site } from '../site.ts';
import { shell } from './shell-html.ts';

/** What became of a file. */
export type ImportOutcome =
  | { readonly imported: number }
  | { readonly diagnostics: readonly Diagnostic[] };

/** Files with very many faults show the first of them. */
const mostShown = 20;

/** The users of the directory. @param outcome of the file that was just imported */
export function peoplePage({ tenant }: Site, outcome?: ImportOutcome): Html {
  const rows = tenant.directory.users().map((user) => row(personOf(user), user.createdAt));
  return shell(
    { title: 'People', script: 'controls.js' },
    html`<main>
      <h1>People</h1>
      <p id="said" role="status"></p>
      ${outcome ? outcomeOf(outcome) : ''}
      <table>
        <thead><tr><th scope="col">Name</th><th scope="col">Signs in as</th><th scope="col">Object id</th><th scope="col">Created</th></tr></thead>
        <tbody>${rows.length > 0 ? rows : html`<tr><td colspan="4">Nobody has signed up yet.</td></tr>`}</tbody>
      </table>
      ${newPerson()}
      ${files()}
    </main>`,
  );
}

function row(person: Person, createdAt: Date): Html {
  const { objectId = '', displayName, email, userName, phone, identities = [] } = person;
  const providers = identities.map(({ issuer }) => issuer);
  const names = [email, userName, phone, ...providers].filter((name) => name !== undefined);
  return html`<tr>
    <td><a href="/_emulator/people/${encodeURIComponent(objectId)}">${displayName}</a></td>
    <td>${names.join(', ')}${person.accountEnabled === false ? ' (may not sign in)' : ''}</td>
    <td><code>${objectId}</code></td>
    <td>${createdAt.toISOString()}</td>
  </tr>`;
}

/** With an id of its own nobody who is there already is brought up to date: a taken address is refused. */
function newPerson(): Html {
  return html`<section class="card">
    <h2>Somebody new</h2>
    <form data-call="POST /people" class="row">
      <input type="hidden" name="objectId" value="${randomUUID()}" />
      <label>Name <input name="displayName" required /></label>
      <label>Email <input name="email" type="email" required /></label>
      <label>Password <input name="password" type="password" required autocomplete="new-password" /></label>
      <button>Add</button>
    </form>
  </section>`;
}

function files(): Html {
  return html`<section class="card">
    <h2>Files</h2>
    <form method="post" enctype="multipart/form-data" action="/_emulator/people/import" class="row">
      <label>People as YAML, JSON or CSV, as <code>--seed</code> takes them <input type="file" name="file" required accept=".yaml,.yml,.json,.csv" /></label>
      <button>Import</button>
    </form>
    <p>Whoever is there already, by object id, sign-in name or identity, is brought up to date. A file with a fault changes nothing.</p>
    <p>Export, without passwords: <a href="/_emulator/people/export.yaml" download>YAML</a>, <a href="/_emulator/people/export.json" download>JSON</a>.</p>
  </section>`;
}

function outcomeOf(outcome: ImportOutcome): Html {
  if ('imported' in outcome) {
    const { imported } = outcome;
    return html`<p role="status">${imported === 1 ? '1 person was' : `${imported} people were`} imported.</p>`;
  }
  const { diagnostics } = outcome;
  const items = diagnostics
    .slice(0, mostShown)
    .map(
      ({ position: { file, line }, message, fix }) =>
        html`<li><code>${file}:${line}</code> ${message} ${fix}</li>`,
    );
  const more = diagnostics.length - mostShown;
  return html`<div class="card fault" role="alert">
    <p>Nobody was imported.</p>
    <ul>${items}</ul>
    ${more > 0 ? html`<p>And ${more} more.</p>` : ''}
  </div>`;
}
