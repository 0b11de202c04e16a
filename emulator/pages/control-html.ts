import { html } from 'hono/html';
import { encode } from 'uqr';
import type { Field, FormPage, PageControl } from '../page.ts';
import { pageText } from './default-texts.ts';
import { control, errorOf, fieldItem, fieldLabel, type Html } from './field-html.ts';

/** A display control and its fields, as they stand on a page. */
interface ShownControl {
  readonly found: PageControl;
  readonly fields: readonly Field[];
  /** Texts of the page. */
  readonly texts: FormPage['texts'];
}

/**
 * The items of `#attributeList`: a display control stands where its first field does, one without fields
 * before the next that has some, else at the end.
 */
export function attributeItems({ fields, displayControls, texts }: FormPage): Html[] {
  const shown = displayControls.map((found): ShownControl => {
    return { found, texts, fields: fields.filter((each) => each.displayControlId === found.id) };
  });
  const items: Html[] = [];
  const drawn = new Set<ShownControl>();
  const draw = (each: ShownControl | undefined) => {
    if (!each || drawn.has(each)) return;
    drawn.add(each);
    items.push(controlItem(each));
  };
  for (const field of fields) {
    const index = shown.findIndex(({ found }) => found.id === field.displayControlId);
    if (index < 0) items.push(fieldItem(field, texts));
    else {
      const before = shown.slice(0, index).filter((each) => each.fields.length === 0);
      for (const each of [...before, shown[index]]) draw(each);
    }
  }
  for (const each of shown) draw(each);
  return items;
}

/** Customers' styles know the classes of each kind. @see facts engine 4.3 */
function controlItem(shown: ShownControl): Html {
  switch (shown.found.type) {
    case 'QrCodeControl':
      return qrCodeItem(shown);
    case 'AuthenticatorInfoControl':
      return infoItem(shown, 'authenticatorInfoControlContent', 'totp_account_msg');
    case 'AuthenticatorAppIconControl':
      return infoItem(shown, 'authenticatorIconControlContent', 'totp_app_msg');
    default:
      return verificationItem(shown);
  }
}

/** Its own title, else ours. */
function titleOf({ found, texts }: ShownControl, stringId: string): string {
  return found.texts['title_text'] ?? pageText(texts, stringId);
}

function infoItem(shown: ShownControl, name: string, stringId: string): Html {
  const { found, fields, texts } = shown;
  return html`<li class="${found.type}">
    <div id="${found.id}" class="${name}">
      <p>${titleOf(shown, stringId)}</p>
      ${found.texts['info_msg'] ? html`<p>${found.texts['info_msg']}</p>` : ''}
      <ul>${fields.map((field) => fieldItem(field, texts))}</ul>
    </div>
  </li>`;
}

/** The text of the picture is there for scripts, which find every claim by its id. */
function qrCodeItem(shown: ShownControl): Html {
  const { found, fields, texts } = shown;
  const isPicture = ({ controlClaimType = '' }: Field) =>
    controlClaimType.toLowerCase() === 'qrcodecontent';
  const pictures = fields.filter(isPicture).map(({ claimTypeReferenceId: id, value }) => {
    const text = [value ?? ''].flat().join(',');
    return html`${qrCode(text, titleOf(shown, 'totp_scan_msg'))}<input type="hidden" id="${id}" value="${text}" />`;
  });
  const others = fields.filter((field) => !isPicture(field));
  return html`<li class="${found.type}">
    <div id="${found.id}" class="qrCodeControlContent">
      <p>${titleOf(shown, 'totp_scan_msg')}</p>
      ${pictures}
      <ul>${others.map((field) => fieldItem(field, texts))}</ul>
    </div>
  </li>`;
}

/** What one holds at the most, in bytes. */
const mostOfQrCode = 2953;

/** Dark on light in either color scheme: cameras want it so. */
function qrCode(text: string, label: string): Html {
  const bytes = Buffer.byteLength(text);
  if (bytes > mostOfQrCode) {
    return html`<p class="error" role="alert">A QR code holds ${mostOfQrCode} bytes; QrCodeContent has ${bytes}.</p>`;
  }
  const { data, size } = encode(text);
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return html`<svg class="qrCode" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}h-${size}z" /><path fill="#000" d="${path}" /></svg>`;
}

function verificationItem({ found, fields, texts: ofPage }: ShownControl): Html {
  const { id, type, state, texts } = found;
  const text = (stringId: string) => pageText({ ...ofPage, ...texts }, stringId);
  const button = (name: string, action: string, stringId: string, isShown: boolean) =>
    html`<button type="button" class="${name}" id="${id}_but_${action}" data-control="${id}" ${isShown ? '' : html`hidden`}>${text(stringId)}</button>`;
  const isSent = state === 'codeSent';
  return html`<li class="${type}">
    <div id="${id}" class="verificationControlContent" data-control-state="${state}" data-sent="${text('success_send_code_msg')}" data-verified="${text('success_verify_code_msg')}" data-intro="${text('intro_msg')}">
      <div id="${id}_info_message" class="verificationInfoText" role="status">${state === 'initial' ? text('intro_msg') : ''}${isSent ? text('success_send_code_msg') : ''}</div>
      <div id="${id}_success_message" class="verificationSuccessText" role="status">${state === 'verified' ? text('success_verify_code_msg') : ''}</div>
      <div id="${id}_error_message" class="verificationErrorText error" role="alert">${found.error?.message ?? ''}</div>
      <ul>${fields.map((field) => verificationField(field, isSent, ofPage))}</ul>
      <div class="buttons verify">
        ${button('sendCode', 'send_code', 'but_send_code', state === 'initial')}
        ${button('verifyCode', 'verify_code', 'but_verify_code', isSent)}
        ${button('sendNewCode', 'send_new_code', 'but_send_new_code', isSent)}
        ${button('changeClaims', 'change_claims', 'but_change_claims', state === 'verified')}
      </div>
    </div>
  </li>`;
}

function verificationField(field: Field, isSent: boolean, texts: FormPage['texts']): Html {
  const isCode = field.controlClaimType === 'VerificationCode';
  if (!isCode) return fieldItem(field, texts);
  return html`<li class="${field.inputType} VerificationCode ${field.claimTypeReferenceId}_li" ${isSent ? '' : html`hidden`}>
    <div class="attrEntry">${fieldLabel(field)}${errorOf(field.claimTypeReferenceId)}${control(field, texts)}</div>
  </li>`;
}
