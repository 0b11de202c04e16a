import type { ParametersOf } from './message-parameters.ts';

/** The texts of one language by key: ICU MessageFormat, plain text, no braces but those of parameters. */
export type Texts = Readonly<Record<string, string>>;

/** Catalogues of messages: what users read, in several languages. */
export interface Messages<Own extends Texts = Texts> {
  /** By language tag in lower case. */
  readonly catalogues: ReadonlyMap<string, Texts>;
  /** The language that stands in for all others, in lower case. */
  readonly fallback: string;
  /** Only for the compiler: the texts of the fallback language, which keys and parameters are read from. */
  readonly own?: Own;
}

/** What a translation must be: the same keys, each with the same parameters. */
type Translation<Own, Theirs> = {
  readonly [Key in keyof Own]: Key extends keyof Theirs
    ? SameParameters<Own[Key], Theirs[Key]>
    : string;
} & {
  readonly [Key in Exclude<keyof Theirs, keyof Own>]: 'This key is not in the fallback language.';
};

type SameParameters<Own, Theirs> = Own extends string
  ? Theirs extends string
    ? Agree<ParametersOf<Own>, ParametersOf<Theirs>> extends true
      ? string
      : 'The parameters differ from those of the fallback language.'
    : string
  : string;

/** The values that the fallback's text takes must do for the translation too. */
type Agree<Own, Theirs> = [keyof Own, keyof Theirs] extends [keyof Theirs, keyof Own]
  ? [Own] extends [Theirs]
    ? true
    : false
  : false;

type Translations<Catalogues, Fallback extends keyof Catalogues> = {
  readonly [Language in keyof Catalogues]: IsVariant<Language, Catalogues> extends true
    ? Partial<Translation<Catalogues[Fallback], Catalogues[Language]>>
    : Translation<Catalogues[Fallback], Catalogues[Language]>;
};

/** `fr-CA` beside `fr` says only what it says differently. */
type IsVariant<Language, Catalogues> = Language extends `${infer Primary}-${string}`
  ? Primary extends keyof Catalogues
    ? true
    : false
  : false;

const registry = Symbol.for('countersign.messages');

/**
 * Defines what users of one scenario or project read: `defineMessages({ en: { … }, de: { … } })`. A
 * language without a key of the fallback language, with another key, or with other parameters does
 * not compile; `countersign check` says the same of catalogues that TypeScript cannot see into.
 * @param fallback the language that stands in for those that are not there
 * @see docs/messages.md
 */
export function defineMessages<
  const Catalogues extends Readonly<Record<string, Texts>>,
  const Fallback extends keyof Catalogues & string = 'en' & keyof Catalogues,
>(
  catalogues: Catalogues & Translations<Catalogues, Fallback>,
  fallback?: Fallback,
): Messages<Catalogues[Fallback]> {
  const byLanguage = new Map<string, Texts>();
  for (const [language, texts] of Object.entries<Texts>(catalogues)) {
    byLanguage.set(language.toLowerCase(), texts);
  }
  const messages = { catalogues: byLanguage, fallback: (fallback ?? 'en').toLowerCase() };
  definedMessages().push(messages);
  return messages;
}

/**
 * All catalogues of this process, for `countersign check`. They hang on the global object, since the
 * checker loads an app without knowing which copy of this module the app has.
 */
export function definedMessages(): Messages[] {
  const holder = globalThis as { [registry]?: Messages[] };
  holder[registry] ??= [];
  return holder[registry];
}
