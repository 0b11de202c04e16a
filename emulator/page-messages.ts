import { metadataValue } from '../compiler/metadata-value.ts';
import type { TechnicalProfile } from '../compiler/model.ts';
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
  return (
    wordsOf(run, run.profile, key) ??
    fallback ??
    defaultMessages[key] ??
    'Unable to validate the information provided.'
  );
}

/** Whether a page has words of its own for a message key; `run` may be of what the page calls. */
export function hasPageMessage(run: ProfileRun, page: TechnicalProfile, key: string): boolean {
  return wordsOf(run, page, key) !== undefined;
}

/** The content definition of a page: on a combined page that of its step. */
export function contentDefinitionOf(
  { step }: Pick<ProfileRun, 'step'>,
  page: TechnicalProfile,
): string | undefined {
  const ofStep =
    step?.type === 'CombinedSignInAndSignUp' ? step.contentDefinitionReferenceId : undefined;
  return ofStep ?? metadataValue(page, 'ContentDefinitionReferenceId');
}

function wordsOf(run: ProfileRun, page: TechnicalProfile, key: string): string | undefined {
  const byMetadata = metadataValue(page, key);
  if (byMetadata !== undefined) return byMetadata;
  const { policy, transaction } = run;
  const texts = textsOf(policy, contentDefinitionOf(run, page), transaction.language);
  return texts.find('ErrorMessage', '', key) ?? texts.find('UxElement', '', key);
}

/** What a page says of a validation technical profile that refused. */
export function faultMessage(run: ProfileRun, fault: PageFault): PageError {
  if (fault instanceof TransformationFailed) {
    const key = fault.messageKey ?? 'UserMessageIfValidationError';
    // `{0}` stands for what has validated (unconfirmed: the page's own id).
    return { message: pageMessage(run, key).replaceAll('{0}', () => run.profile.id) };
  }
  const fallback = fault.userMessage ?? fault.message;
  const message =
    fault.messageKey === undefined ? fallback : pageMessage(run, fault.messageKey, fallback);
  return fault.aadb2cCode === undefined ? { message } : { message, code: fault.aadb2cCode };
}
