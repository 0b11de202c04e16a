import {
  choice,
  flag,
  type MetadataKeys,
  messages,
  number,
  required,
  text,
  undocumented,
} from './metadata-key.ts';

/*
 * Metadata keys of technical profiles that show a page, and of those that validate what was typed.
 * Data only. @see facts engine 2.3, 2.4, 2.5, 2.10
 */

const contentDefinition = required('The content definition of the page.', {
  refersTo: 'ContentDefinition',
});

/** Messages of validation technical profiles, which the page's metadata may set. */
export const validationMessages: MetadataKeys = messages(
  'UserMessageIfClaimsPrincipalAlreadyExists',
  'UserMessageIfClaimsPrincipalDoesNotExist',
  'UserMessageIfCouldntSendSms',
  'UserMessageIfInvalidFormat',
  'UserMessageIfServerError',
  'UserMessageIfThrottled',
  'UserMessageIfMaxAllowedCodeRetryReached',
  'UserMessageIfWrongCodeEntered',
  'UserMessageIfSessionDoesNotExist',
  'UserMessageIfMaxRetryAttempted',
  'UserMessageIfMaxNumberOfCodeGenerated',
  'UserMessageIfInvalidCode',
  'UserMessageIfVerificationFailedRetryAllowed',
  'UserMessageIfVerificationFailedNoRetry',
  'UserMessageIfSessionConflict',
  'UserMessageIfInternalError',
  'UserMessageIfChallengeExpired',
  'UserMessageIfInvalidPassword',
  'UserMessageIfOldPasswordUsed',
  'UserMessageIfPasswordExpired',
  'UserMessageIfUserAccountDisabled',
  'UserMessageIfUserAccountLocked',
  'DefaultMessage',
  'AADRequestsThrottled',
  'UserMessageIfClaimsTransformationBooleanValueIsNotEqual',
  'UserMessageIfClaimsTransformationStringsAreNotEqual',
  'UserMessageIfClaimsTransformationInvalidPhoneNumber',
  'UserMessageIfPhoneNumberParseFailure',
  'DateTimeGreaterThan',
  'UserMessageIfDateTimeGreaterThan',
  'AssertNumberError',
  'LookupNotFound',
);

/** @see facts engine 2.10.3 */
export const selfAsserted: MetadataKeys = {
  ContentDefinitionReferenceId: contentDefinition,
  'setting.operatingMode': choice('What the user name field of a unified page takes.', [
    'Username',
    'Email',
  ]),
  AllowGenerationOfClaimsWithNullValues: flag('Empty fields make claims without a value.'),
  EnforceEmailVerification: flag('A claim sent as Verified.Email must be verified.', 'true'),
  'setting.retryLimit': number('How many failed submissions end the journey (AADB2C90157).'),
  SignUpTarget: text('The Id of the claims exchange that the sign-up link runs.'),
  'setting.showSignupLink': flag('Shows the sign-up link.', 'true'),
  'setting.showCancelButton': flag('Shows the cancel button.', 'true'),
  'setting.showContinueButton': flag('Shows the continue button.', 'true'),
  'setting.forgotPasswordLinkLocation': choice(
    'Where the link for a forgotten password stands.',
    ['AfterLabel', 'AfterInput', 'AfterButtons', 'None'],
    'AfterLabel',
  ),
  'setting.forgotPasswordLinkOverride': text(
    'The Id of the claims exchange that the link for a forgotten password runs.',
  ),
  'setting.enableRememberMe': flag('Shows the box that keeps the user signed in.'),
  'setting.inputVerificationDelayTimeInMilliseconds': number(
    'How long the page waits after a key before it checks a field.',
    undefined,
    '2000',
  ),
  IpAddressClaimReferenceId: {
    meaning: 'The claim that receives the IP address of the browser.',
    refersTo: 'ClaimType',
  },
  ClaimsProviderSelectionDisplayType: choice(
    'How identity providers look on a unified page.',
    ['Button', 'TextLink'],
    'Button',
  ),
  ...messages(
    'UserMessageIfClaimNotVerified',
    'UserMessageIfIncorrectPattern',
    'UserMessageIfMissingRequiredElement',
    'UserMessageIfValidationError',
    'UserMessageIfInvalidInput',
    'UserMessageIfServiceThrottled',
  ),
  ...validationMessages,
  ...undocumented(
    'TokenLifeTimeInSeconds',
    'allowTestEmailAddressPassThrough',
    'LocalAccountType',
    'LocalAccountProfile',
    'setting.bottomUnderFormClaimsProviderSelections',
  ),
};

/** @see facts engine 2.3 */
export const phoneFactor: MetadataKeys = {
  ContentDefinitionReferenceId: contentDefinition,
  ManualPhoneNumberEntryAllowed: flag('Users may type another number than the one on file.'),
  'setting.authenticationMode': choice(
    'How the phone is reached.',
    ['sms', 'phone', 'mixed'],
    'mixed',
  ),
  'setting.autodial': flag('Sends or calls at once where there is one number and one mode.'),
};

/** @see facts engine 2.4 */
export const multifactor: MetadataKeys = {
  Operation: required('What the call does.', {
    values: ['OneWaySMS', 'Verify', 'GetAvailableDevices', 'BeginVerifyOTP', 'VerifyOTP'],
  }),
  ...validationMessages,
};

/** @see facts engine 2.5 */
export const oneTimePassword: MetadataKeys = {
  Operation: required('What the call does.', { values: ['GenerateCode', 'VerifyCode'] }),
  CodeExpirationInSeconds: number('How long a code is good.', [60, 1200], '600'),
  CodeLength: number('How many characters a code has.', undefined, '6'),
  CharacterSet: text('The characters of a code, as in a regular expression.', '0-9'),
  NumRetryAttempts: number('How often a code may be tried.', undefined, '5'),
  NumCodeGenerationAttempts: number('How many codes one identifier may get.', undefined, '10'),
  ReuseSameCode: flag('Sends the code again that is still good.'),
  ...validationMessages,
};

/** @see facts engine 2.5 */
export const emailCode: MetadataKeys = {
  Operation: required('What the call does.', { values: ['SendCode', 'VerifyCode'] }),
  ...validationMessages,
};
