import type { CallOutcome } from '../caller/outcome.ts';
import { metadataValue } from '../compiler/metadata-value.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { textsOf } from './localization.ts';
import type { ProfileRun } from './profile-run.ts';

/** A call that brought no claims. */
export type RestfulFailure = Exclude<CallOutcome, { readonly outcome: 'claims' }>;

/** The metadata key of each failure that has one of its own; an API that cannot be reached opens the circuit. */
const keysByReason = new Map<string, string>([
  ['dns-failed', 'UserMessageIfDnsResolutionFailed'],
  ['timed-out', 'UserMessageIfRequestTimeout'],
  ['connection-failed', 'UserMessageIfCircuitOpen'],
]);

/**
 * What a failed call does: on a page its text is shown, at a step the application gets its code.
 * @see facts engine 2.11, rest-contract 1.2
 */
export function failureOf(run: ProfileRun, outcome: RestfulFailure): JourneyFailed {
  const aadb2cCode = 'aadb2cCode' in outcome ? outcome.aadb2cCode : undefined;
  const { atStep, onPage } = outcome.shown;
  const description = atStep.description.replace(/^AADB2C\d+: /, '');
  const userMessage = textOfPolicy(run, outcome) ?? onPage;
  return new JourneyFailed(description, { aadb2cCode, userMessage });
}

/**
 * The technical profile's own text, else the one of the page's language: first that of the failure,
 * then the default one. An API's own words win over both.
 */
function textOfPolicy(run: ProfileRun, outcome: RestfulFailure): string | undefined {
  if (outcome.outcome !== 'failed') return undefined;
  const own = keysByReason.get(outcome.reason);
  const keys = [...(own === undefined ? [] : [own]), 'DefaultUserMessageIfRequestFailed'];
  return first(keys, (key) => run.metadata(key)) ?? first(keys, (key) => localized(run, key));
}

function first(
  keys: readonly string[],
  find: (key: string) => string | undefined,
): string | undefined {
  for (const key of keys) {
    const text = find(key);
    if (text !== undefined) return text;
  }
  return undefined;
}

function localized({ policy, caller, transaction }: ProfileRun, key: string): string | undefined {
  if (!caller) return undefined;
  const page = metadataValue(caller.profile, 'ContentDefinitionReferenceId');
  return textsOf(policy, page, transaction.language).find('ErrorMessage', '', key);
}
