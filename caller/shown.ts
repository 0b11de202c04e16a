import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import type { ErrorBody } from './error-body.ts';
import { metadataText } from './metadata.ts';
import type { Shown } from './outcome.ts';
import { withoutQueryValues } from './service-url.ts';

/** Metadata keys with the text for one kind of failure. @see facts rest-contract 1.1 and 1.2 */
export type FailureTextKey =
  | 'DefaultUserMessageIfRequestFailed'
  | 'UserMessageIfDnsResolutionFailed'
  | 'UserMessageIfRequestTimeout';

/** What a page says where nothing better is known (observed). @see facts rest-contract 4.2 */
const pageFallback = 'Unable to validate the information provided.';

/** An API's own refusal; DebugMode adds the details. @see facts rest-contract 1.1 and 4.1 */
export function showErrorBody(
  profile: RestfulTechnicalProfile,
  body: ErrorBody,
  code: string,
): Shown {
  const isDebugging = /^true$/i.test(metadataText(profile, 'DebugMode') ?? '');
  const { userMessage, code: errorCode, requestId, developerMessage, moreInfo } = body;
  const details = Object.entries({ errorCode, requestId, developerMessage, moreInfo })
    .filter(([, text]) => text !== undefined)
    .map(([name, text]) => `${name}: ${text}`);
  const onPage = isDebugging ? [userMessage, ...details].join('\n') : userMessage;
  return { onPage, atStep: atStep(code, `"${profile.id}" answered: ${onPage}`) };
}

/**
 * A request that failed: the text of the metadata key, else that of DefaultUserMessageIfRequestFailed,
 * else the built-in one, which shows the URL to the user (here without the values of its query).
 */
export function showFailure(
  profile: RestfulTechnicalProfile,
  key: FailureTextKey,
  failure: { readonly code: string; readonly message: string },
): Shown {
  const onPage =
    metadataText(profile, key) ??
    metadataText(profile, 'DefaultUserMessageIfRequestFailed') ??
    `${builtInTexts[key]} URL: ${withoutQueryValues(profile.serviceUrl)}`;
  return { onPage, atStep: atStep(failure.code, failure.message) };
}

/** An error answer without a usable body: no REST text applies but the default one. */
export function showUnusableError(
  profile: RestfulTechnicalProfile,
  failure: { readonly code: string; readonly message: string },
): Shown {
  const onPage = metadataText(profile, 'DefaultUserMessageIfRequestFailed') ?? pageFallback;
  return { onPage, atStep: atStep(failure.code, failure.message) };
}

/** A fault of the policy or of an answer's types. Its code is not known. */
export function showFault(message: string, code?: string): Shown {
  return { onPage: pageFallback, atStep: atStep(code, message) };
}

const builtInTexts: Readonly<Record<FailureTextKey, string>> = {
  DefaultUserMessageIfRequestFailed: 'Failed to connect to the REST endpoint.',
  UserMessageIfDnsResolutionFailed: 'Failed to resolve the host name of the REST endpoint.',
  UserMessageIfRequestTimeout: 'The REST endpoint did not answer in time.',
};

function atStep(code: string | undefined, message: string): Shown['atStep'] {
  return { error: 'server_error', description: code ? `${code}: ${message}` : message };
}
