import { de } from './de.ts';
import { defineMessages } from './define-messages.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { nl } from './nl.ts';
import { findMessage } from './read-message.ts';

const ownMessages = defineMessages({ en, de, fr, nl });

/** The keys of the texts that are ours; all others come from the policy or from a function. */
export type OwnMessageKey = keyof typeof en;

/**
 * A text of ours in the user's language, else in English.
 * @param language BCP 47: `fr-CA` reads French
 */
export function ownMessage(key: OwnMessageKey, language: string): string {
  return findMessage(ownMessages, key, language)?.text ?? en[key];
}
