import { claimToText } from '../caller/claim-forms.ts';
import { hasValue } from '../caller/claims-bag.ts';
import { fold } from '../compiler/id-map.ts';
import { metadataItem } from '../compiler/metadata-value.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { placed } from './fault-place.ts';
import { hasPageMessage } from './page-messages.ts';
import type { ProfileRun } from './profile-run.ts';

/** A message key, and our own words where the policy has none for it. */
export type KeyedMessage = readonly [messageKey: string, words: string];

/**
 * Why a technical profile that sends or checks codes refuses. Of several keys the first counts that the
 * calling page has words for, else the last; words of the technical profile itself come after those of
 * the page. @see facts engine 2.10.6
 */
export function codeFault(run: ProfileRun, ...messages: readonly KeyedMessage[]): JourneyFailed {
  const page = run.caller?.profile;
  const chosen =
    messages.find(([key]) => page && hasPageMessage(run, page, key)) ?? messages.at(-1);
  const [messageKey = '', words = ''] = chosen ?? [];
  return new JourneyFailed(words, {
    messageKey,
    userMessage: run.metadata(messageKey) ?? words,
  });
}

/**
 * The text of an input claim that the operation cannot do without.
 * @throws {JourneyFailed} where it has no value
 */
export function requireInput(run: ProfileRun, partnerClaimType: string): string {
  const text = inputText(run, partnerClaimType);
  if (text !== '') return text;
  const message = `"${run.profile.id}" has no value for its input claim "${partnerClaimType}".`;
  throw new JourneyFailed(message);
}

/** The text of an input claim; empty where it has no value. */
export function inputText(run: ProfileRun, partnerClaimType: string): string {
  const claim = run.inputClaims.find((each) => {
    return fold(each.partnerClaimType) === fold(partnerClaimType);
  });
  if (!claim || !hasValue(claim.value)) return '';
  return claimToText(claim.value, claim.dataType, 'native').trim();
}

/** What the Operation of the metadata does. @throws {JourneyFailed} AADB2C90023 for any other */
export function operationOf<Operation>(
  run: ProfileRun,
  operations: ReadonlyMap<string, Operation>,
): Operation {
  const operation = operations.get(fold(run.metadata('Operation') ?? ''));
  if (operation) return operation;
  const message = `"${run.profile.id}" has no Operation that its provider knows.`;
  const { position } = metadataItem(run.profile, 'Operation') ?? run.profile;
  throw placed(new JourneyFailed(message, { aadb2cCode: 'AADB2C90023' }), position);
}
