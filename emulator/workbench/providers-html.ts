import { html } from 'hono/html';
import { madeParts } from '../made-parts.ts';
import type { Html } from '../pages/field-html.ts';
import type { Site } from '../site.ts';
import { displayNameOf, type Person } from '../stand-ins/people.ts';
import { shell } from './shell-html.ts';

/** The identity providers that are played here, and who can sign in at them. */
export function providersPage({ tenant, setKeys }: Site): Html {
  const policies = tenant.policies.policies().map(({ policy }) => policy);
  const { standIns } = madeParts(policies, setKeys);
  const people = tenant.standIns.people;
  return shell(
    { title: 'Providers', script: 'controls.js' },
    html`<main>
      <h1>Identity providers</h1>
      <p id="said" role="status"></p>
      <section class="card">
        <h2>Played on this machine</h2>
        ${standIns.length === 0 ? html`<p>These policies name no identity provider.</p>` : html`<ul>${standIns.map((id) => html`<li><code>${id}</code></li>`)}</ul>`}
        <p>Each asks who signs in. The people below have an account at every one of them, under another id at each.
          They are those of the start again after a reset or a restart.</p>
      </section>
      ${people.map((person) => personCard(person))}
      <section class="card">
        <h2>Somebody new</h2>
        ${personForm()}
      </section>
    </main>`,
  );
}

function personCard(person: Person): Html {
  return html`<details class="card">
    <summary><strong>${displayNameOf(person)}</strong> · ${person.id} · ${person.email ?? 'no e-mail address'}</summary>
    ${personForm(person)}
    <p><button type="button" data-call="DELETE /provider-people/${encodeURIComponent(person.id)}">Remove ${displayNameOf(person)}</button></p>
  </details>`;
}

/** What is left empty the provider does not know. */
function personForm(person?: Person): Html {
  const text = (name: keyof Person, label: string, needed: 'required' | '' = '') =>
    html`<label>${label} <input class="wide" name="${name}" value="${String(person?.[name] ?? '')}" autocomplete="off" ${needed} /></label>`;
  const claims = person?.claims === undefined ? '' : JSON.stringify(person.claims, null, 2);
  return html`<form data-call="POST /provider-people" class="fields">
    ${person ? html`<input type="hidden" name="id" value="${person.id}" />` : text('id', 'Id, as tests name them', 'required')}
    ${text('givenName', 'Given name', 'required')}
    ${text('surname', 'Surname', 'required')}
    ${text('email', 'Email')}
    ${text('phoneNumber', 'Phone')}
    ${text('locale', 'Locale')}
    ${text('country', 'Country')}
    ${text('city', 'City')}
    <label>Date of birth <input class="wide" type="date" name="birthdate" value="${person?.birthdate ?? ''}" /></label>
    <label>More claims, by the provider's names, as JSON <textarea class="wide" name="claims" data-json rows="3">${claims}</textarea></label>
    <p><button>${person ? 'Save' : 'Add'}</button></p>
  </form>`;
}
