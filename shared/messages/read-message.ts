import type { Messages } from './define-messages.ts';
import type { MessageParameter } from './message-parameters.ts';

/** A message in the language that was found for it. */
export interface FoundMessage {
  readonly text: string;
  /** The catalogue's language, in lower case. */
  readonly language: string;
}

/**
 * Finds a message by the languages' own fallbacks: `fr-CA`, `fr`, then the catalogues' fallback.
 * Undefined where no catalogue has the key, which the compiler and `countersign check` rule out.
 * @param language BCP 47, as B2C sends it for `{Culture:RFC5646}`
 */
export function findMessage(
  messages: Messages,
  key: string,
  language: string,
): FoundMessage | undefined {
  for (const candidate of [...parentsOf(language.toLowerCase()), messages.fallback]) {
    const texts = messages.catalogues.get(candidate);
    const text = texts && Object.hasOwn(texts, key) ? texts[key] : undefined;
    if (text !== undefined) return { text, language: candidate };
  }
  return undefined;
}

/** `zh-hant-tw` is itself, `zh-hant` and `zh`. */
function parentsOf(language: string): string[] {
  const subtags = language.split('-');
  return subtags.map((_, index) => subtags.slice(0, subtags.length - index).join('-'));
}

type Format = (parameters: Readonly<Record<string, MessageParameter>>) => string;

/** By language and text: as many as the catalogues have. */
const formats = new Map<string, Format>();

/**
 * Fills in a message's parameters: numbers and plurals as its language has them, dates in UTC. The
 * library is loaded by the first message that has any.
 * @throws Error where the text is no ICU message or a parameter is missing
 */
export async function formatMessage(
  { text, language }: FoundMessage,
  parameters: Readonly<Record<string, MessageParameter>>,
): Promise<string> {
  if (!text.includes('{')) return text;
  const key = `${language} ${text}`;
  const format = formats.get(key) ?? (await compileFormat(text, language));
  formats.set(key, format);
  return format(parameters);
}

async function compileFormat(text: string, language: string): Promise<Format> {
  const { IntlMessageFormat } = await import('intl-messageformat');
  const message = new IntlMessageFormat(text, language, inUtc(IntlMessageFormat.formats), {
    ignoreTag: true, // B2C shows plain text: "<" is a character
  });
  return (parameters) => String(message.format(parameters));
}

type Styles = Record<string, Intl.DateTimeFormatOptions>;

/** A function has no time zone of its own: the same instant must read the same on every machine. */
function inUtc({ date, time }: { readonly date: Styles; readonly time: Styles }) {
  const fix = (styles: Styles) =>
    Object.fromEntries(
      Object.entries({ ...styles, default: styles['medium'] }).map(([name, style]) => [
        name,
        { ...style, timeZone: 'UTC' },
      ]),
    );
  return { date: fix(date), time: fix(time) };
}
