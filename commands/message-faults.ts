import { IntlMessageFormat } from 'intl-messageformat';
import { isSameLanguage } from '../compiler/localized-texts.ts';
import type { Texts } from '../shared/messages/define-messages.ts';
import type { LoadedMessages } from './loaded-messages.ts';

/**
 * One sentence for each thing that is wrong with what users read: what the compiler says of catalogues
 * written in TypeScript, and what only running them tells.
 * @param languages those that the policies' pages are in; a catalogue needs them all
 */
export function messageFaults(
  loaded: readonly LoadedMessages[],
  languages: readonly string[],
): string[] {
  return loaded.flatMap((messages) => catalogueFaults(messages, languages));
}

function catalogueFaults(
  { fallback, catalogues }: LoadedMessages,
  languages: readonly string[],
): string[] {
  const own = catalogues[fallback];
  const tags = Object.keys(catalogues);
  if (!own) return [`The messages in ${quoted(tags)} lack their fallback language "${fallback}".`];
  const name = Object.keys(own)[0] ?? 'no key';
  const missing = languages.filter(
    (language) => !tags.some((tag) => isSameLanguage(tag, language)),
  );
  return [
    ...missing.map(
      (language) =>
        `The pages are in "${language}" too, and the messages with "${name}" are not: add that language.`,
    ),
    ...Object.entries(catalogues).flatMap(([tag, texts]) => [
      ...tagFaults(tag),
      ...keyFaults({ tag, texts, own, isVariant: isVariant(tag, tags) }),
      ...Object.entries(texts).flatMap(([key, text]) => textFaults(tag, key, text, own[key])),
    ]),
  ];
}

/** `fr-ca` beside `fr` says only what it says differently. */
function isVariant(tag: string, tags: readonly string[]): boolean {
  const [primary = ''] = tag.split('-');
  return primary !== tag && tags.includes(primary);
}

function tagFaults(tag: string): string[] {
  try {
    new Intl.Locale(tag);
    return [];
  } catch {
    return [`"${tag}" is no language tag (BCP 47): nobody will read its messages.`];
  }
}

interface Catalogue {
  readonly tag: string;
  readonly texts: Texts;
  readonly own: Texts;
  readonly isVariant: boolean;
}

function keyFaults({ tag, texts, own, isVariant }: Catalogue): string[] {
  const missing = isVariant ? [] : Object.keys(own).filter((key) => !Object.hasOwn(texts, key));
  const unknown = Object.keys(texts).filter((key) => !Object.hasOwn(own, key));
  return [
    ...missing.map((key) => `The message "${key}" has no text in "${tag}".`),
    ...unknown.map(
      (key) => `The message "${key}" is in "${tag}" and not in the fallback language.`,
    ),
  ];
}

const keyShape = /^[A-Z][A-Z0-9_]*$/;

function textFaults(tag: string, key: string, text: string, own: string | undefined): string[] {
  const name = `The message "${key}" in "${tag}"`;
  if (!keyShape.test(key)) return [`${name}: its key is B2C's code; write it as UPPER_SNAKE_CASE.`];
  if (typeof text !== 'string' || text.trim() === '') return [`${name} has no text.`];
  if (/'[{}']/.test(text)) return [`${name} quotes with "'": braces cannot be written; use "’".`];
  const parameters = parametersOf(text);
  if (!parameters)
    return [`${name} is no ICU message: look at its braces and its "other" branches.`];
  const expected = own === undefined ? undefined : parametersOf(own);
  if (!expected || sorted(parameters) === sorted(expected)) return [];
  return [`${name} has the parameters ${quoted(parameters)}, its fallback ${quoted(expected)}.`];
}

function sorted(names: ReadonlySet<string>): string {
  return JSON.stringify([...names].sort());
}

function quoted(names: Iterable<string>): string {
  return [...names].map((name) => `"${name}"`).join(', ') || 'none';
}

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** Undefined where the text is no ICU message. */
function parametersOf(text: string): Set<string> | undefined {
  try {
    const message = new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true });
    return new Set(namesIn(message.getAst()));
  } catch {
    return undefined;
  }
}

function namesIn(elements: Elements): string[] {
  return elements.flatMap((element) => {
    if ('options' in element) {
      const branches = Object.values(element.options);
      return [element.value, ...branches.flatMap(({ value }) => namesIn(value))];
    }
    return 'value' in element && !isLiteral(element) ? [String(element.value)] : [];
  });
}

/** The library's enum has 0 for text; what it exports as a type only cannot be imported by value. */
function isLiteral({ type }: Elements[number]): boolean {
  return Number(type) === 0;
}
