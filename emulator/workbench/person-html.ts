import { html } from 'hono/html';
import { fold } from '../../compiler/id-map.ts';
import type { DirectoryUser } from '../directory.ts';
import type { Html } from '../pages/field-html.ts';
import { type Person, personOf } from '../people.ts';
import type { Site } from '../site.ts';
import { type KnownAttribute, knownAttributes } from './known-attributes.ts';
import { shell } from './shell-html.ts';

type Value = NonNullable<Person['attributes']>[string] | undefined;

/** How a value is edited. */
type Kind = 'text' | 'number' | 'boolean' | 'list';

/** Somebody of the directory, all of it to be edited: the script sends what has changed to the API. */
export function personPage({ tenant }: Site, user: DirectoryUser): Html {
  const person = personOf(user);
  return shell(
    { title: person.displayName, script: 'person.js' },
    html`<main>
      <h1>${person.displayName}</h1>
      <p><a href="/_emulator/people">All people</a> · <code>${user.objectId}</code> · since ${user.createdAt.toISOString()}</p>
      <p id="said" role="status"></p>
      <form id="person" data-id="${user.objectId}">
        ${accountFields(person)}
        ${identityFields(person)}
        ${attributeFields(person, knownAttributes(tenant))}
        <p class="actions"><button class="button">Save</button> <button type="button" class="small" id="remove">Remove this person</button></p>
      </form>
    </main>`,
  );
}

function accountFields({ displayName, email, userName, phone, accountEnabled }: Person): Html {
  const text = (name: string, label: string, value: string | undefined) =>
    html`<label>${label} <input class="wide" data-member="${name}" value="${value ?? ''}" autocomplete="off" ${name === 'displayName' ? 'required' : ''} /></label>`;
  return html`<fieldset class="card fields">
    <legend>Account</legend>
    ${text('displayName', 'Name', displayName)}
    ${text('email', 'Email', email)}
    ${text('userName', 'User name', userName)}
    ${text('phone', 'Phone', phone)}
    <label><span><input type="checkbox" id="accountEnabled" ${accountEnabled === false ? '' : 'checked'} /> May sign in</span></label>
    <label>New password <input class="wide" type="password" id="password" autocomplete="new-password" /></label>
    <label><span><input type="checkbox" id="mustChangePassword" /> The new password must be changed at the next sign-in</span></label>
  </fieldset>`;
}

function identityFields({ identities = [] }: Person): Html {
  const rows = [...identities, { issuer: '', issuerUserId: '' }].map(
    (
      { issuer, issuerUserId },
      index,
    ) => html`<div class="row" role="group" aria-label="Identity ${index + 1}" data-identity>
      <label>Issuer <input name="issuer" value="${issuer}" placeholder="facebook.com" autocomplete="off" /></label>
      <label>Id of the person there <input name="issuerUserId" value="${issuerUserId}" autocomplete="off" /></label>
    </div>`,
  );
  return html`<fieldset class="card">
    <legend>Identities at providers</legend>
    <p class="nothing">An identity whose fields are empty is removed.</p>
    ${rows}
  </fieldset>`;
}

function attributeFields({ attributes = {} }: Person, known: readonly KnownAttribute[]): Html {
  const own = new Map(Object.entries(attributes).map(([name, value]) => [fold(name), value]));
  const names = new Set(known.map(({ name }) => fold(name)));
  const unknown = Object.entries(attributes).filter(([name]) => !names.has(fold(name)));
  const rows = [
    ...known.map(({ name, label, dataType }) => {
      const value = own.get(fold(name));
      return attributeField({ name, label, value, kind: kindOf(value) ?? kindOfType(dataType) });
    }),
    ...unknown.map(([name, value]) =>
      attributeField({ name, label: name, value, kind: kindOf(value) ?? 'text' }),
    ),
  ];
  return html`<fieldset class="card fields">
    <legend>Attributes</legend>
    ${rows}
    <div class="row" role="group" aria-label="Another attribute">
      <label>Another attribute, its name <input id="newName" autocomplete="off" placeholder="extension_memberNumber" /></label>
      <label>Its value <input id="newValue" autocomplete="off" /></label>
    </div>
  </fieldset>`;
}

interface AttributeField {
  readonly name: string;
  readonly label: string;
  readonly value: Value;
  readonly kind: Kind;
}

function attributeField({ name, label, value, kind }: AttributeField): Html {
  const words = html`<span>${label}${label === name ? '' : html` <small class="place">${name}</small>`}</span>`;
  return html`<label>${words} ${control(name, kind, value)}</label>`;
}

function control(name: string, kind: Kind, value: Value): Html {
  if (kind === 'list') {
    const lines = Array.isArray(value) ? value : [];
    return html`<textarea class="wide" data-attribute="${name}" data-kind="list" rows="2" aria-description="One on each line">${lines.join('\n')}</textarea>`;
  }
  if (kind !== 'boolean') {
    return html`<input class="wide" data-attribute="${name}" data-kind="${kind}" value="${value === undefined ? '' : String(value)}" inputmode="${kind === 'number' ? 'numeric' : 'text'}" autocomplete="off" />`;
  }
  const option = (text: string, said: string) =>
    html`<option value="${text}" ${(value === undefined ? '' : String(value)) === text ? 'selected' : ''}>${said}</option>`;
  return html`<select class="wide" data-attribute="${name}" data-kind="boolean">${option('', 'not set')}${option('true', 'yes')}${option('false', 'no')}</select>`;
}

function kindOf(value: Value): Kind | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' ? 'number' : 'text';
}

function kindOfType(dataType: KnownAttribute['dataType']): Kind {
  if (dataType === 'boolean') return 'boolean';
  if (dataType === 'stringCollection') return 'list';
  return dataType === 'int' ? 'number' : 'text';
}
