import { germanTexts } from './texts-de.ts';
import { frenchTexts } from './texts-fr.ts';

/**
 * What pages say where the policy has no words of its own: by StringId. Ours; what B2C says is its own.
 * @see facts engine 4.2
 */
const defaultTexts: Readonly<Record<string, string>> = {
  initial_intro: 'Please provide the following details.',
  heading: 'User details',
  local_intro_generic: 'Sign in with your account',
  local_intro_email: 'Sign in with your email address',
  social_intro: 'Sign in with your social account',
  divider_title: 'OR',
  button_signin: 'Sign in',
  button_continue: 'Continue',
  button_cancel: 'Cancel',
  createaccount_intro: "Don't have an account?",
  createaccount_link: 'Sign up now',
  createaccount_one_link: 'Sign up now',
  forgotpassword_link: 'Forgot your password?',
  remember_me: 'Keep me signed in',
  intro: 'Please choose how to sign in',
  required_field: 'This information is required.',
  error_requiredFieldMissing:
    'A required field is missing. Please fill out all required fields and try again.',
  error_fieldIncorrect:
    'One or more fields are filled out incorrectly. Please check your entries and try again.',
  error_passwordEntryMismatch:
    'The password entry fields do not match. Please enter the same password in both fields and try again.',
  helplink_text: 'What is this?',
  preloader_alt: 'Please wait',
  ver_but_send: 'Send verification code',
  ver_but_verify: 'Verify code',
  ver_but_resend: 'Send new code',
  ver_but_edit: 'Change e-mail',
  ver_but_default: 'Default',
  ver_input: 'Verification code',
  ver_intro_msg: 'Verification is necessary. Please click Send button.',
  ver_info_msg:
    'Verification code has been sent to your inbox. Please copy it to the input box below.',
  ver_success_msg: 'E-mail address verified. You can now continue.',
  ver_fail_retry: 'That code is incorrect. Please try again.',
  ver_fail_no_retry: "You've made too many incorrect attempts. Please try again later.",
  ver_fail_code_expired: 'That code is expired. Please request a new code.',
  intro_msg: 'Verification is necessary. Please click Send button.',
  success_send_code_msg: 'Verification code has been sent. Please copy it to the input box below.',
  success_verify_code_msg: 'Verified. You can now continue.',
  but_send_code: 'Send verification code',
  but_verify_code: 'Verify code',
  but_send_new_code: 'Send new code',
  but_change_claims: 'Change',
  day: 'Day',
  month: 'Month',
  year: 'Year',
  totp_app_msg: 'You need an authenticator app on your phone.',
  totp_scan_msg: 'Scan this picture with your authenticator app.',
  totp_account_msg: 'If you cannot scan it, type this into the app.',
  phonefactor_heading: 'Verify your phone',
  intro_entry_mixed: 'Enter a number below that we can text or call.',
  intro_entry_sms: 'Enter a number below that we can send a code to.',
  intro_entry_phone: 'Enter a number below that we can call.',
  intro_mixed: 'We have this number on record for you. We can text or call it.',
  intro_sms: 'We have this number on record for you. We can send a code to it.',
  intro_phone: 'We have this number on record for you. We can call it.',
  intro_mixed_p: 'We have these numbers on record for you. Choose one that we can text or call.',
  intro_sms_p: 'We have these numbers on record for you. Choose one that we can send a code to.',
  intro_phone_p: 'We have these numbers on record for you. Choose one that we can call.',
  country_code_label: 'Country code',
  country_code_input_placeholder_text: 'Country or region',
  number_label: 'Phone number',
  verification_code_input_placeholder_text: 'Verification code',
  enter_code_text_intro: 'Enter your verification code below, or',
  text_button_send_second_code: 'send a new code',
  button_send_code: 'Send code',
  button_verify: 'Call me',
  button_verify_code: 'Verify code',
  requiredField_countryCode: 'Please select your country code.',
  requiredField_number: 'Please enter your phone number.',
  requiredField_code: 'Please enter the code that you received.',
  invalid_code: 'The code has six digits.',
};

/** Those of other languages, by their primary tag; any language that is not here is English. */
const textsByLanguage: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
  ['de', germanTexts],
  ['fr', frenchTexts],
]);

/** What pages say in a language where the policy has no words of its own. */
export function defaultTextsOf(language: string): Readonly<Record<string, string>> {
  const [primary = ''] = language.toLowerCase().split('-');
  return textsByLanguage.get(primary) ?? defaultTexts;
}

/** A text of a page, which has ours where the policy has none; the id itself where nobody has one. */
export function pageText(texts: Readonly<Record<string, string>>, stringId: string): string {
  return (Object.hasOwn(texts, stringId) ? texts[stringId] : undefined) ?? stringId;
}
