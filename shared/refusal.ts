import type { Call } from './call.ts';
import { ClaimsRejected } from './errors.ts';
import type { Messages, Texts } from './messages/define-messages.ts';
import type { MessageParameter, ParameterArguments } from './messages/message-parameters.ts';
import { ownMessage } from './messages/own-messages.ts';
import { type FoundMessage, findMessage, formatMessage } from './messages/read-message.ts';

/**
 * A reason to refuse, in the user's language: `throw refusal(messages, 'TOO_MANY_RESETS', call, { hours })`.
 * The key is the body's `code`. A key that no catalogue has and a missing parameter do not compile.
 * Parameters are read by the user: what came as a claim may be somebody else's doing, so pass none.
 */
export function refusal<Own extends Texts, Key extends keyof Own & string>(
  messages: Messages<Own>,
  key: Key,
  call: Pick<Call, 'language'>,
  ...[parameters]: ParameterArguments<Own[Key]>
): ClaimsRejected {
  const given: object = parameters ?? {};
  return new MessageRefusal(messages, key, call.language, given as Parameters);
}

type Parameters = Readonly<Record<string, MessageParameter>>;

/** A refusal whose words `serve` completes when it answers. */
class MessageRefusal extends ClaimsRejected {
  readonly #inUsersLanguage: FoundMessage | undefined;
  readonly #inFallback: FoundMessage | undefined;
  readonly #language: string;
  readonly #parameters: Parameters;

  constructor(messages: Messages, key: string, language: string, parameters: Parameters) {
    const found = findMessage(messages, key, language);
    super(key, found?.text ?? ownMessage('CLAIM_RULE_BROKEN', language));
    this.#inUsersLanguage = found;
    this.#inFallback = findMessage(messages, key, messages.fallback);
    this.#language = language;
    this.#parameters = parameters;
  }

  /** A text that cannot be formatted is not shown with its braces. */
  async format(): Promise<string> {
    for (const message of [this.#inUsersLanguage, this.#inFallback]) {
      const text = message && (await formatOrNothing(message, this.#parameters));
      if (text !== undefined) return text;
    }
    return ownMessage('CLAIM_RULE_BROKEN', this.#language);
  }
}

async function formatOrNothing(
  message: FoundMessage,
  parameters: Parameters,
): Promise<string | undefined> {
  try {
    return await formatMessage(message, parameters);
  } catch {
    return undefined;
  }
}

/** What the user reads of a refusal, with its parameters filled in. Never rejects. */
export async function userMessageOf(refused: ClaimsRejected): Promise<string> {
  return refused instanceof MessageRefusal ? refused.format() : refused.userMessage;
}
