import { TransformationFailed } from '../shared/errors.ts';
import { textsOf } from './localization.ts';
import type { PageError } from './page.ts';
import type { ProfileRun } from './profile-run.ts';
import type { PageFault } from './profile-type.ts';

/** What pages say where a policy has no words of its own, by message key. @see facts engine 4.4, 2.10.3 */
const defaultMessages: Readonly<Record<string, string>> = {
  UserMessageIfMissingRequiredElement:
    'A required field is missing. Please fill out all required fields and try again.',
  UserMessageIfIncorrectPattern:
    'One or more fields are filled out incorrectly. Please check your entries and try again.',
  UserMessageIfInvalidInput:
    'One or more fields are filled out incorrectly. Please check your entries and try again.',
  UserMessageIfValidationError: 'Unable to validate the information provided.',
  UserMessageIfClaimNotVerified: 'Please verify your email address before you continue.',
  error_passwordEntryMismatch:
    'The password entry fields do not match. Please enter the same password in both fields and try again.',
  UserMessageIfClaimsTransformationBooleanValueIsNotEqual:
    'Unable to validate the information provided.',
  UserMessageIfClaimsTransformationStringsAreNotEqual:
    'Unable to validate the information provided.',
};

/**
 * A message by its key: the technical profile's metadata item, then the localized ErrorMessage or
 * UxElement of its content definition, then our own words. @see facts engine 2.10.6
 */
export function pageMessage(run: ProfileRun, key: string, fallback?: string): string {
  const byMetadata = run.metadata(key);
  if (byMetadata !== undefined) return byMetadata;
  const { policy, transaction } = run;
  const texts = textsOf(policy, run.metadata('ContentDefinitionReferenceId'), transaction.language);
  return (
    texts.find('ErrorMessage', '', key) ??
    texts.find('UxElement', '', key) ??
    fallback ??
    defaultMessages[key] ??
    'Unable to validate the information provided.'
  );
}

/** What a page says of a validation technical profile that refused. */
export function faultMessage(run: ProfileRun, fault: PageFault): PageError {
  if (fault instanceof TransformationFailed) {
    const key = fault.messageKey ?? 'UserMessageIfValidationError';
    return { message: pageMessage(run, key) };
  }
  const fallback = fault.userMessage ?? fault.message;
  const message =
    fault.messageKey === undefined ? fallback : pageMessage(run, fault.messageKey, fallback);
  return fault.aadb2cCode === undefined ? { message } : { message, code: fault.aadb2cCode };
}
