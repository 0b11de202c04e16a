import { html } from 'hono/html';
import type { PhoneFactorPage } from '../page.ts';
import { countriesOf } from './countries.ts';
import { pageText } from './default-texts.ts';
import type { Html } from './field-html.ts';

/** `UV_PHONE`. @see facts engine 4.2 */
export function phoneNumbers({ phoneNumbers: known }: PhoneFactorPage) {
  return {
    PhoneNumbers: known.map(({ id, maskedNumber }) => ({ Id: id, MaskedNumber: maskedNumber })),
  };
}

/** The inside of `#api` of the phone factor page. @see facts engine 2.3, 4.3 */
export function phoneFactorHtml(page: PhoneFactorPage): Html {
  const { texts, isCodeSent, error } = page;
  const text = (stringId: string) => pageText(texts, stringId);
  return html`<div class="heading"><h1>${text('phonefactor_heading')}</h1></div>
  <div id="phonefactor_initial">
    <div class="intro"><p>${text(introId(page))}</p></div>
    <div class="error pageLevel" role="alert" ${error ? '' : html`hidden`}>${error?.message ?? ''}</div>
    ${isEntered(page) ? numberEntry(page) : knownNumbers(page)}
    <div id="codeVerification" ${isCodeSent ? '' : html`hidden`}>
      <p>${text('enter_code_text_intro')} <button id="retryCode" type="button">${text('text_button_send_second_code')}</button></p>
      <label for="verificationCode">${text('verification_code_input_placeholder_text')}</label>
      <input id="verificationCode" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="6" />
      <div class="buttons"><button id="verifyCode" type="button">${text('button_verify_code')}</button></div>
    </div>
    <div class="working" hidden role="status">${text('preloader_alt')}</div>
    <div class="buttons">
      ${page.authenticationMode === 'phone' ? '' : html`<button id="sendCode" type="button" ${isCodeSent ? html`hidden` : ''}>${text('button_send_code')}</button>`}
      ${page.authenticationMode === 'sms' ? '' : html`<button id="verifyPhone" type="button">${text('button_verify')}</button>`}
      <button id="cancel" type="button">${text('button_cancel')}</button>
    </div>
  </div>`;
}

function isEntered({ phoneNumbers: known, mayEnterNumber }: PhoneFactorPage): boolean {
  return known.length === 0 && mayEnterNumber;
}

/** `intro_entry_sms`, `intro_sms`, `intro_sms_p`: a number to enter, one on record, several. */
function introId(page: PhoneFactorPage): string {
  const { authenticationMode: mode, phoneNumbers: known } = page;
  if (isEntered(page)) return `intro_entry_${mode}`;
  return known.length > 1 ? `intro_${mode}_p` : `intro_${mode}`;
}

function knownNumbers({ texts, phoneNumbers: known }: PhoneFactorPage): Html {
  const items = known.map(
    ({ id, maskedNumber }, index) =>
      html`<li><input type="radio" name="phone" id="phone_${id}" value="${id}" ${index === 0 ? html`checked` : ''} /> <label for="phone_${id}"><bdi>${maskedNumber}</bdi></label></li>`,
  );
  return html`<fieldset><legend class="visually-hidden">${pageText(texts, 'number_label')}</legend><ul class="phoneNumbers">${items}</ul></fieldset>`;
}

/** A country's calling code stands before a number that has none of its own. */
async function numberEntry({ texts, language }: PhoneFactorPage) {
  const text = (stringId: string) => pageText(texts, stringId);
  const countries = await countriesOf(language, texts['countryList']);
  const options = countries.map(
    ({ id, name, callingCode }) =>
      html`<option value="${id}" data-calling-code="${callingCode}">${name} (\u200e+${callingCode})</option>`,
  );
  return html`<div id="phoneEntry">
      <label for="countryCode">${text('country_code_label')}</label>
      <select id="countryCode" autocomplete="country">
        <option value="">${text('country_code_input_placeholder_text')}</option>${options}
      </select>
      <label for="number">${text('number_label')}</label>
      <input id="number" type="tel" autocomplete="tel" />
    </div>`;
}
