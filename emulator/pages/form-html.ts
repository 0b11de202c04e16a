import { html } from 'hono/html';
import type { FormPage, ProviderSelectionPage } from '../page.ts';
import { attributeItems } from './control-html.ts';
import { pageText } from './default-texts.ts';
import { control, errorOf, fieldLabel, type Html } from './field-html.ts';

/** The inside of `#api` of a self-asserted page. @see facts engine 4.3 */
export function selfAssertedHtml(page: FormPage): Html {
  const { texts } = page;
  return html`<div class="heading"><h1>${pageText(texts, 'heading')}</h1></div>
  <div class="intro"><p>${pageText(texts, 'initial_intro')}</p></div>
  <form id="attributeVerification" novalidate>
    ${pageErrors(page)}
    <div id="attributeList" class="attr"><ul>${attributeItems(page)}</ul></div>
    <div class="buttons">
      ${page.buttons.includes('continue') ? html`<button id="continue" type="submit">${pageText(texts, 'button_continue')}</button>` : ''}
      ${page.buttons.includes('cancel') ? html`<button id="cancel" type="button">${pageText(texts, 'button_cancel')}</button>` : ''}
    </div>
    <div class="working" hidden role="status">${pageText(texts, 'preloader_alt')}</div>
    <div class="verifying-modal" hidden><div id="verifying_blurb"></div></div>
  </form>`;
}

/** Hidden until they are due. */
function pageErrors({ texts, error }: FormPage): Html {
  const box = (id: string, stringId: string) =>
    html`<div class="error pageLevel" id="${id}" hidden role="alert">${pageText(texts, stringId)}</div>`;
  return html`${box('requiredFieldMissing', 'error_requiredFieldMissing')}
    ${box('fieldIncorrect', 'error_fieldIncorrect')}
    ${box('passwordEntryMismatch', 'error_passwordEntryMismatch')}
    <div class="error pageLevel" id="claimVerificationServerError" role="alert" ${error ? '' : html`hidden`}>${error?.message ?? ''}</div>`;
}

/** The inside of `#api` of a combined sign-in and sign-up page. */
export function combinedHtml(page: FormPage): Html {
  const { texts } = page;
  const text = (stringId: string) => pageText(texts, stringId);
  const intro =
    page.settings['operatingMode']?.toLowerCase() === 'email'
      ? 'local_intro_email'
      : 'local_intro_generic';
  return html`${providerButtons(page)}
  ${page.claimsProviders.length > 0 ? html`<div class="divider"><h2>${text('divider_title')}</h2></div>` : ''}
  <form id="localAccountForm" class="localAccount" novalidate>
    <div class="intro"><h2>${text(intro)}</h2></div>
    <div class="error pageLevel" role="alert" ${page.error ? '' : html`hidden`}><p>${page.error?.message ?? ''}</p></div>
    <div class="entry">${page.fields.map((field) => entry(page, field))}
      ${page.buttons.includes('rememberMe') ? html`<div class="rememberMe"><input id="rememberMe" type="checkbox" /> <label for="rememberMe">${text('remember_me')}</label></div>` : ''}
      <div class="working" hidden role="status">${text('preloader_alt')}</div>
      <div class="buttons">${page.buttons.includes('continue') ? html`<button id="next" type="submit">${text('button_signin')}</button>` : ''}</div>
    </div>
    ${page.buttons.includes('signUp') ? html`<div class="create"><p>${text('createaccount_intro')} <a id="createAccount" href="#">${text('createaccount_link')}</a></p></div>` : ''}
  </form>`;
}

function entry(page: FormPage, field: FormPage['fields'][number]): Html {
  const isPassword = field.inputType === 'Password';
  const forgot =
    isPassword && page.buttons.includes('forgotPassword')
      ? html`<div class="forgot-password"><a id="forgotPassword" href="#">${pageText(page.texts, 'forgotpassword_link')}</a></div>`
      : '';
  const label = fieldLabel(field);
  return html`<div class="entry-item">
    ${isPassword ? html`<div class="password-label">${label}${forgot}</div>` : label}
    ${errorOf(field.claimTypeReferenceId)}
    ${control(field, page.texts)}
  </div>`;
}

/** The other ways to sign in; their buttons have the ids of their exchanges. */
function providerButtons(page: FormPage | ProviderSelectionPage): Html {
  if (page.claimsProviders.length === 0) return html``;
  const isLinks =
    'settings' in page && page.settings['claimsProviderSelectionDisplayType'] === 'TextLink';
  const isAlone = page.kind === 'providerSelection'; // then the page's heading says it
  const buttons = page.claimsProviders.map(
    ({ claimsExchangeId, label }, index) =>
      html`<div><button type="button" class="accountButton claims-provider-selection${index === 0 ? ' firstButton' : ''}" id="${claimsExchangeId}">${label}</button></div>`,
  );
  return html`<div class="${isLinks ? 'claims-provider-list-text-links' : 'claims-provider-list-buttons social'}" aria-label="${pageText(page.texts, isAlone ? 'intro' : 'social_intro')}" role="region">
    ${isAlone ? '' : html`<div class="intro"><h2>${pageText(page.texts, 'social_intro')}</h2></div>`}
    <div class="options">${buttons}</div>
  </div>`;
}

/** The inside of `#api` of a page that only lists providers. */
export function providerSelectionHtml(page: ProviderSelectionPage): Html {
  return html`<div class="heading"><h1>${pageText(page.texts, 'intro')}</h1></div>
  ${providerButtons(page)}
  <div class="buttons"><button id="cancel" type="button">${pageText(page.texts, 'button_cancel')}</button></div>`;
}
