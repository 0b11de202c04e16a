import type { Messages, Texts } from './define-messages.ts';
import type { MessageParameter, ParameterArguments } from './message-parameters.ts';
import { findMessage, formatMessage } from './read-message.ts';

/**
 * A message in a language, for what is no refusal: a mail, a text message. A key that no catalogue has
 * and a missing parameter do not compile.
 * @param language BCP 47
 * @throws Error where the text is no ICU message, which `countersign check` rules out
 */
export async function messageText<Own extends Texts, Key extends keyof Own & string>(
  messages: Messages<Own>,
  key: Key,
  language: string,
  ...[parameters]: ParameterArguments<Own[Key]>
): Promise<string> {
  const found = findMessage(messages, key, language);
  if (!found) throw new Error(`No catalogue has the message "${key}".`);
  return formatMessage(found, (parameters ?? {}) as Readonly<Record<string, MessageParameter>>);
}
