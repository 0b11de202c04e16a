import { html, raw } from 'hono/html';
import type { EffectivePolicy } from '../../compiler/model.ts';
import type { Page } from '../page.ts';
import { defaultTextsOf } from './default-texts.ts';
import type { Html } from './field-html.ts';
import { combinedHtml, providerSelectionHtml, selfAssertedHtml } from './form-html.ts';
import {
  apiName,
  attributeFields,
  claimsProviders,
  type PageAddress,
  pageContent,
  pageSettings,
  pageTitle,
} from './page-settings.ts';
import { phoneFactorHtml, phoneNumbers } from './phone-factor-html.ts';
import { defaultTemplate, fillTemplate } from './template.ts';

/** What a page is drawn from. */
export interface PageToRender {
  readonly page: Page;
  readonly policy: EffectivePolicy;
  readonly address: PageAddress;
  /** The customer's own HTML around `#api`; undefined: ours. */
  readonly template?: string;
}

/** The HTML of a page: a template, with the form in its `#api` and what scripts read before it. */
export async function renderPage(to: PageToRender): Promise<string> {
  const { policy, address } = to;
  const texts = { ...defaultTextsOf(to.page.language), ...to.page.texts };
  const page = { ...to.page, texts };
  const body = await apiHtml(page);
  const isScriptAllowed = policy.relyingParty?.userJourneyBehaviors?.scriptExecution === 'Allow';
  const title = pageTitle(page);
  const ours = defaultTemplate(title, page.kind === 'combined' ? title : undefined);
  return fillTemplate(to.template ?? ours, {
    language: page.language,
    comment: `CorrelationId: ${address.correlationId}`,
    head: String(await head(page, address)),
    api: String(body),
    apiName: apiName(page),
    isScriptAllowed: to.template === undefined || isScriptAllowed,
  });
}

function apiHtml(page: Page): Html {
  switch (page.kind) {
    case 'combined':
      return combinedHtml(page);
    case 'selfAsserted':
      return selfAssertedHtml(page);
    case 'providerSelection':
      return providerSelectionHtml(page);
    case 'phoneFactor':
      return phoneFactorHtml(page);
  }
}

/** The objects that scripts read, then jQuery, then our own script. @see facts engine 4.1, 4.2 */
function head(page: Page, address: PageAddress): Html {
  const variables = {
    SETTINGS: pageSettings(page, address),
    CONTENT: pageContent(page),
    CP: claimsProviders(page),
    ...('fields' in page ? { SA_FIELDS: attributeFields(page) } : {}),
    ...(page.kind === 'phoneFactor' ? { UV_PHONE: phoneNumbers(page) } : {}),
  };
  const text = Object.entries(variables)
    .map(([name, value]) => `var ${name} = ${jsonInScript(value)};`)
    .join('\n');
  return html`<script>${raw(text)}</script>
<script src="/_emulator/static/jquery.js"></script>
<script src="/_emulator/static/page.js" defer></script>
<script src="/_emulator/static/page-verification.js" defer></script>
<script src="/_emulator/static/page-phone.js" defer></script>`;
}

/** JSON that cannot end the script element that it stands in. */
function jsonInScript(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
