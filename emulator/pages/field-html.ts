import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Field } from '../page.ts';
import { pageText } from './default-texts.ts';

/** HTML whose values are escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

type Texts = Readonly<Record<string, string>>;

/** A field as an item of `#attributeList`. Customers' styles and scripts know its ids. @see facts engine 4.3 */
export function fieldItem(field: Field, texts: Texts): Html {
  const { claimTypeReferenceId: id, inputType } = field;
  return html`<li class="${inputType} ${id}_li">
    <div class="attrEntry${field.verification ? ' validate' : ''}">
      ${inputType === 'Paragraph' ? '' : fieldLabel(field)}
      ${errorOf(id)}
      ${control(field, texts)}
      ${helpOf(field, texts)}
      ${field.verification ? verification(field, texts) : ''}
    </div>
  </li>`;
}

/** The label that belongs to a field's control. */
export function fieldLabel({ claimTypeReferenceId: id, label, isRequired }: Field): Html {
  return html`<label id="${id}_label" for="${id}" class="${isRequired ? 'required' : ''}">${label}</label>`;
}

/** Where a field says what is wrong with it. */
export function errorOf(id: string): Html {
  return html`<div class="error itemLevel" id="${id}_error" role="alert"><p></p></div>`;
}

function helpOf({ help, claimTypeReferenceId: id }: Field, texts: Texts): Html | '' {
  if (help === undefined) return '';
  const text = pageText(texts, 'helplink_text');
  return html`<p class="help" id="${id}_help">${help}</p>
    <a href="#${id}_help" class="helpLink tiny" data-help="${help}">${text}</a>`;
}

/** What is typed or chosen. Its id and its name are the claim's. */
export function control(field: Field, texts: Texts): Html {
  switch (field.inputType) {
    case 'DateTimeDropdown':
      return dateControl(field, texts);
    case 'DropdownSingleSelect':
      return dropdown(field);
    case 'RadioSingleSelect':
      return choices(field, 'radio');
    case 'CheckboxMultiSelect':
      return choices(field, 'checkbox');
    case 'Paragraph':
      return html`<p id="${field.claimTypeReferenceId}" class="textParagraph">${shownValue(field)}</p>`;
    default:
      return textBox(field);
  }
}

function shownValue({ maskedValue, value }: Field): string {
  return maskedValue ?? [value ?? ''].flat().join(', ');
}

const inputTypes: Readonly<Record<string, string>> = { Password: 'password', EmailBox: 'email' };

function textBox(field: Field): Html {
  const { claimTypeReferenceId: id, inputType, isRequired, isReadOnly, pattern } = field;
  return html`<input
    id="${id}"
    name="${id}"
    class="textInput"
    type="${inputTypes[inputType] ?? 'text'}"
    value="${isReadOnly ? shownValue(field) : [field.value ?? ''].flat().join(',')}"
    autocomplete="${autocomplete(field)}"
    aria-describedby="${id}_error"
    ${isRequired ? html`aria-required="true"` : ''}
    ${isReadOnly ? html`readonly` : ''}
    ${pattern ? html`data-pattern="${pattern.regularExpression}" data-pattern-help="${pattern.helpText ?? ''}"` : ''}
  />`;
}

/** What password managers and screen readers make of a field. */
function autocomplete({ claimTypeReferenceId: id, inputType }: Field): string {
  const known: Readonly<Record<string, string>> = {
    email: 'email',
    signinname: 'username',
    logonidentifier: 'username',
    password: 'current-password',
    newpassword: 'new-password',
    reenterpassword: 'new-password',
    givenname: 'given-name',
    surname: 'family-name',
    displayname: 'name',
  };
  return known[id.toLowerCase()] ?? (inputType === 'Password' ? 'current-password' : 'off');
}

function dropdown({ claimTypeReferenceId: id, options = [] }: Field): Html {
  const items = options.map(
    ({ text, value, isSelected }) =>
      html`<option value="${value}" ${isSelected ? html`selected` : ''}>${text}</option>`,
  );
  return html`<select id="${id}" name="${id}" class="dropdown_single" aria-describedby="${id}_error">
    ${options.some(({ isSelected }) => isSelected) ? '' : html`<option value=""></option>`}${items}
  </select>`;
}

function choices(field: Field, type: 'radio' | 'checkbox'): Html {
  const { claimTypeReferenceId: id, options = [], label } = field;
  const items = options.map(({ text, value, isSelected }, index) => {
    const own = `${id}_option${index + 1}`;
    return html`<div class="attr-choice"><input
        type="${type}" id="${own}" name="${id}" value="${value}" ${isSelected ? html`checked` : ''} />
      <label for="${own}">${text}</label></div>`;
  });
  return html`<fieldset id="${id}" class="${type}-group"><legend class="visually-hidden">${label}</legend>${items}</fieldset>`;
}

const firstYear = 1900;
const lastYear = 2100;

function dateControl({ claimTypeReferenceId: id, value, label }: Field, texts: Texts): Html {
  const [year = '', month = '', day = ''] = String(value ?? '')
    .slice(0, 'YYYY-MM-DD'.length)
    .split('-');
  const part = (name: 'day' | 'month' | 'year', first: number, last: number, chosen: string) => {
    const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const ordered = name === 'year' ? numbers.toReversed() : numbers;
    const items = ordered.map((number) => {
      const text = String(number).padStart(2, '0');
      return html`<option value="${text}" ${text === chosen ? html`selected` : ''}>${number}</option>`;
    });
    return html`<select id="${id}_${name}" aria-label="${label}: ${pageText(texts, name)}"><option value="">${pageText(texts, name)}</option>${items}</select>`;
  };
  return html`<div class="date" id="${id}" data-date="${id}">${part('day', 1, 31, day)}${part('month', 1, 12, month)}${part('year', firstYear, lastYear, year)}</div>`;
}

/** The page's own check of a mail address. @see facts engine 4.3 */
function verification(
  { claimTypeReferenceId: id, verification: state }: Field,
  texts: Texts,
): Html {
  const button = (name: string, type: string, text: string, isShown: boolean) =>
    html`<button type="button" id="${id}_ver_but_${name}" class="${type}" ${isShown ? '' : html`hidden`}>${pageText(texts, text)}</button>`;
  const isSent = state === 'codeSent';
  return html`<div class="verify" data-verify="${id}" data-state="${state}">
    <div class="verificationInfoText" id="${id}_info" role="status">${isSent ? pageText(texts, 'ver_info_msg') : ''}</div>
    <div class="verificationErrorText error" id="${id}_fail" role="alert"></div>
    <div class="verificationSuccessText" id="${id}_success" role="status"></div>
    <div class="verifyCode" ${isSent ? '' : html`hidden`}>
      <label id="${id}_ver_input_label" for="${id}_ver_input">${pageText(texts, 'ver_input')}</label>
      <input id="${id}_ver_input" type="text" inputmode="numeric" autocomplete="one-time-code" />
    </div>
    <div class="buttons verify">
      ${button('send', 'sendButton', 'ver_but_send', !isSent && state !== 'verified')}
      ${button('verify', 'verifyButton', 'ver_but_verify', isSent)}
      ${button('resend', 'sendButton', 'ver_but_resend', isSent)}
      ${button('edit', 'editButton', 'ver_but_edit', state === 'verified')}
    </div>
  </div>`;
}
