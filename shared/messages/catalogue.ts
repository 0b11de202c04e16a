import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { nl } from './nl.ts';

/** The texts of ours that users read; all others come from the policy or from a function. */
export interface Messages {
  /** HTTP 400: what B2C sent is not what the policy declares. The user can do nothing but try again. */
  readonly claimsMalformed: string;
  /** HTTP 409: an enforced rule does not hold, and the policy has no HelpText for it. */
  readonly claimRuleBroken: string;
  /** HTTP 409: we took too long. `{reference}` is what support can search the log for. */
  readonly deadlineExceeded: string;
}

const catalogues = new Map([
  ['en', en],
  ['de', de],
  ['fr', fr],
  ['nl', nl],
]);

/**
 * The texts in the user's language, else in English.
 * @param language BCP 47: `fr-CA` reads French
 */
export function messagesFor(language: string): Messages {
  const [primary = ''] = language.toLowerCase().split('-');
  return catalogues.get(primary) ?? en;
}
