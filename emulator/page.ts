/*
 * A page as data: what the user sees and may do. Pages are drawn from nothing else, and tests look at
 * nothing else. @see facts engine 4
 */

/** What the journey waits for. */
export type Page = FormPage | ProviderSelectionPage | PhoneFactorPage;

/** What every page has. */
interface AnyPage {
  /** The ContentDefinition's id; undefined where the policy names none. */
  readonly contentDefinitionId?: string;
  /** The language that its texts are in: `de`. */
  readonly language: string;
  /** Texts by StringId: `heading`, `button_continue`. */
  readonly texts: Readonly<Record<string, string>>;
  /** What went wrong with the last submission. */
  readonly error?: PageError;
}

/** A self-asserted page, alone or as a combined sign-in and sign-up page. */
export interface FormPage extends AnyPage {
  readonly kind: 'selfAsserted' | 'combined';
  readonly technicalProfileId: string;
  readonly fields: readonly Field[];
  readonly displayControls: readonly PageControl[];
  readonly buttons: readonly PageButton[];
  /** Of a combined page: the other ways to sign in. */
  readonly claimsProviders: readonly ClaimsProviderChoice[];
  /** Settings of the technical profile that pages act on: `operatingMode`, `forgotPasswordLinkLocation` … */
  readonly settings: Readonly<Record<string, string>>;
  /** The submission was accepted; the journey goes on when the page says so. */
  readonly isAccepted: boolean;
}

/** One of several providers. */
export interface ProviderSelectionPage extends AnyPage {
  readonly kind: 'providerSelection';
  readonly claimsProviders: readonly ClaimsProviderChoice[];
  readonly buttons: readonly PageButton[];
}

/** The phone factor page. @see facts engine 2.3 */
export interface PhoneFactorPage extends AnyPage {
  readonly kind: 'phoneFactor';
  readonly technicalProfileId: string;
  /** Numbers that are known, masked; none: one is entered. */
  readonly phoneNumbers: readonly MaskedNumber[];
  readonly mayEnterNumber: boolean;
  readonly authenticationMode: 'sms' | 'phone' | 'mixed';
  /** A code was sent, and is waited for. */
  readonly isCodeSent: boolean;
  /** The number was verified; the journey goes on when the page says so. */
  readonly isVerified: boolean;
  readonly buttons: readonly PageButton[];
}

export interface MaskedNumber {
  readonly id: string;
  readonly maskedNumber: string;
}

/** What the page says on top, or beside a field. */
export interface PageError {
  readonly message: string;
  /** `AADB2C90053`; undefined where B2C shows none. */
  readonly code?: string;
  /** The claim whose field it is about. */
  readonly claimTypeReferenceId?: string;
  /** Of the phone factor page: throttled, unreachable, wrong code. @see facts engine 4.4 */
  readonly status?: '429' | '448' | '449';
}

/** A claim on a page. */
export interface Field {
  readonly claimTypeReferenceId: string;
  readonly label: string;
  readonly help?: string;
  readonly inputType: string;
  readonly dataType: string;
  /** What it is filled with: text, or the values chosen. Never a password. */
  readonly value?: string | readonly string[];
  readonly isRequired: boolean;
  readonly isReadOnly: boolean;
  /** Shown instead of the value. @see facts policy-language 3.3, Mask */
  readonly maskedValue?: string;
  readonly options?: readonly FieldOption[];
  readonly pattern?: FieldPattern;
  /** What a value must satisfy, as sentences. */
  readonly rules: readonly string[];
  /** The display control that it belongs to. */
  readonly displayControlId?: string;
  /** Its part in the control: `VerificationCode`, `Email` … */
  readonly controlClaimType?: string;
  /** The page's own e-mail verification (PartnerClaimType `Verified.Email`), and how far it is. */
  readonly verification?: 'required' | 'codeSent' | 'verified' | 'optional';
}

/** Restriction/Pattern, its help in the page's language. */
export interface FieldPattern {
  readonly regularExpression: string;
  readonly helpText?: string;
}

export interface FieldOption {
  readonly text: string;
  readonly value: string;
  readonly isSelected: boolean;
}

/** A display control on a page. @see facts engine 2.10.7 */
export interface PageControl {
  readonly id: string;
  readonly type: string;
  /** The ids of its actions: `SendCode`, `VerifyCode`. */
  readonly actions: readonly string[];
  readonly state: 'initial' | 'codeSent' | 'verified';
  readonly texts: Readonly<Record<string, string>>;
  readonly error?: PageError;
}

export type PageButton =
  | 'continue'
  | 'cancel'
  | 'signUp'
  | 'forgotPassword'
  | 'rememberMe'
  | 'sendCode'
  | 'verifyCode'
  | 'call';

/** A claims provider to choose. */
export interface ClaimsProviderChoice {
  /** The ClaimsExchange's id: that of its button. */
  readonly claimsExchangeId: string;
  readonly label: string;
  readonly technicalProfileId: string;
}

/** What a user does on a page, or a provider sends back. @see facts engine 4.4 */
export type UserEvent =
  /** The fields, by ClaimType id. */
  | { readonly kind: 'submit'; readonly claims: SubmittedClaims }
  /** The page goes on after an accepted submission. */
  | { readonly kind: 'confirm'; readonly rememberMe?: boolean }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'signUp' }
  | { readonly kind: 'forgotPassword' }
  | { readonly kind: 'select'; readonly claimsExchangeId: string }
  /** An action of a display control. */
  | {
      readonly kind: 'controlAction';
      readonly displayControlId: string;
      readonly actionId: string;
      readonly claims: SubmittedClaims;
    }
  /** The page's own e-mail verification. */
  | {
      readonly kind: 'sendEmailCode';
      readonly claimTypeReferenceId: string;
      readonly value: string;
    }
  | {
      readonly kind: 'verifyEmailCode';
      readonly claimTypeReferenceId: string;
      readonly value: string;
      readonly code: string;
    }
  /** The phone factor page; without an id a number that the user typed. */
  | {
      readonly kind: 'sendPhoneCode';
      readonly method: 'sms' | 'call';
      readonly id?: string;
      readonly number?: string;
    }
  | { readonly kind: 'verifyPhoneCode'; readonly code: string }
  /** What came back from an identity provider. */
  | { readonly kind: 'providerAnswer'; readonly parameters: ReadonlyMap<string, string> };

/** What a form sends: several values for a choice of several. */
export type SubmittedClaims = Readonly<Record<string, string | readonly string[]>>;
