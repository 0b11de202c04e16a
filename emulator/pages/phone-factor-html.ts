import { html } from 'hono/html';
import type { PhoneFactorPage } from '../page.ts';
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
  const { texts, isCodeSent, mayEnterNumber, phoneNumbers: known } = page;
  const text = (stringId: string) => pageText(texts, stringId);
  const isEntered = known.length === 0 && mayEnterNumber;
  const items = known.map(
    ({ id, maskedNumber }, index) =>
      html`<li><input type="radio" name="phone" id="phone_${id}" value="${id}" ${index === 0 ? html`checked` : ''} /> <label for="phone_${id}">${maskedNumber}</label></li>`,
  );
  return html`<div class="heading"><h1>${text('heading')}</h1></div>
  <div id="phonefactor_initial">
    <div class="error pageLevel" role="alert" ${page.error ? '' : html`hidden`}>${page.error?.message ?? ''}</div>
    <ul class="phoneNumbers">${items}</ul>
    <div id="phoneEntry" ${isEntered ? '' : html`hidden`}>
      <label for="number">${text('phone_number')}</label>
      <input id="number" type="tel" autocomplete="tel" placeholder="+41440000000" />
    </div>
    <div id="codeVerification" ${isCodeSent ? '' : html`hidden`}>
      <label for="verificationCode">${text('ver_input')}</label>
      <input id="verificationCode" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="6" />
      <button id="verifyCode" type="button">${text('button_verify_code')}</button>
      <button id="retryCode" type="button">${text('but_send_new_code')}</button>
    </div>
    <div class="buttons">
      ${page.authenticationMode === 'phone' ? '' : html`<button id="sendCode" type="button" ${isCodeSent ? html`hidden` : ''}>${text('button_send')}</button>`}
      ${page.authenticationMode === 'sms' ? '' : html`<button id="verifyPhone" type="button" ${isCodeSent ? html`hidden` : ''}>${text('button_verify')}</button>`}
      <button id="cancel" type="button">${text('button_cancel')}</button>
    </div>
  </div>`;
}
