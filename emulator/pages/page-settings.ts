import type { FormPage, Page } from '../page.ts';
import { pageText } from './default-texts.ts';

/** What the settings of a page name besides the page itself. */
export interface PageAddress {
  /** `/contoso.onmicrosoft.com/B2C_1A_SignUpOrSignIn` */
  readonly path: string;
  readonly policyId: string;
  /** `StateProperties=…` */
  readonly transId: string;
  readonly csrf: string;
  readonly correlationId: string;
  /** Where the template came from. */
  readonly remoteResource: string;
  readonly retryLimit: number;
}

/** B2C's names of its page engines. @see facts engine 4.2 */
export function apiName({ kind }: Pick<Page, 'kind'>): string {
  switch (kind) {
    case 'combined':
      return 'CombinedSigninAndSignup';
    case 'selfAsserted':
      return 'SelfAsserted';
    case 'phoneFactor':
      return 'Phonefactor';
    case 'providerSelection':
      return 'ClaimsProviderSelection';
  }
}

/** `window.SETTINGS`, as scripts of customers read it. @see facts engine 4.2 */
export function pageSettings(page: Page, address: PageAddress) {
  const { path, policyId, transId, csrf, correlationId, remoteResource } = address;
  const settings = 'settings' in page ? page.settings : {};
  return {
    remoteResource,
    retryLimit: address.retryLimit,
    trimSpacesInPassword: true,
    api: apiName(page),
    csrf,
    transId,
    pageViewId: correlationId,
    suppressElementCss: false,
    isPageViewIdSentWithHeader: false,
    allowAutoFocusOnPasswordField: true,
    pageMode: 0,
    config: { ...settings, announceVerCompleteMsg: 'True' },
    hosts: { tenant: path, policy: policyId, static: '/_emulator/static' },
    locale: { lang: page.language, country: '' },
    tenantBranding: {},
    xhrSettings: {
      retryEnabled: true,
      retryMaxAttempts: 3,
      retryDelay: 200,
      retryExponent: 2,
      retryOn: ['error', 'timeout'],
    },
  };
}

/** `window.CONTENT`: the page's texts by StringId. */
export function pageContent(page: Page): Record<string, string> {
  return { ...page.texts };
}

/** `SA_FIELDS`: the fields of a self-asserted page. @see facts engine 4.2 */
export function attributeFields({ fields }: FormPage) {
  return {
    AttributeFields: fields.map((field) => ({
      UX_INPUT_TYPE: field.inputType,
      USER_INPUT_TYPE: field.inputType,
      IS_TEXT: field.inputType === 'TextBox',
      IS_EMAIL: field.inputType === 'EmailBox',
      IS_PASSWORD: field.inputType === 'Password',
      IS_DATE: field.inputType === 'DateTimeDropdown',
      IS_RADIO: field.inputType === 'RadioSingleSelect',
      IS_DROP: field.inputType === 'DropdownSingleSelect',
      IS_TEXT_IN_PARAGRAPH: field.inputType === 'Paragraph',
      IS_CHECK_MULTI: field.inputType === 'CheckboxMultiSelect',
      IS_LINK: false,
      VERIFY: field.verification !== undefined,
      DN: field.label,
      ID: field.claimTypeReferenceId,
      U_HELP: field.help ?? '',
      PRE: field.value ?? '',
      IS_REQ: field.isRequired,
      IS_RDO: field.isReadOnly,
      ...(field.pattern ? { PAT: field.pattern.regularExpression } : {}),
      ...(field.pattern?.helpText ? { PAT_DESC: field.pattern.helpText } : {}),
      OPTIONS: (field.options ?? []).map(({ text, value }) => ({ VAL: value, DISP: text })),
    })),
  };
}

/** `CP`: the buttons of claims providers. */
export function claimsProviders(page: Page) {
  const providers = 'claimsProviders' in page ? page.claimsProviders : [];
  return {
    list: providers.map(({ claimsExchangeId: id, label: description }) => ({ id, description })),
  };
}

const titles = {
  combined: 'button_signin',
  selfAsserted: 'heading',
  providerSelection: 'intro',
  phoneFactor: 'phonefactor_heading',
} as const;

/** The title of a page, for the browser's tab. */
export function pageTitle({ kind, texts }: Page): string {
  return pageText(texts, titles[kind]);
}
