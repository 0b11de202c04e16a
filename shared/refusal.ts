import { ClaimsRejected } from './errors.ts';

/** What users read, by language (`de`); English for all others. */
export interface Texts {
  readonly en: string;
  readonly [language: string]: string;
}

/**
 * A reason to refuse, with its words in the languages of the pages. Handlers throw it as
 * `throw memberUnknown(call.language)`.
 * @param reason the body's `code`: upper snake case, stable, shown only in DebugMode
 */
export function refusal(reason: string, texts: Texts): (language: string) => ClaimsRejected {
  const byLanguage = new Map(Object.entries(texts));
  return (language) => {
    const [primary = ''] = language.toLowerCase().split('-');
    return new ClaimsRejected(reason, byLanguage.get(primary) ?? texts.en);
  };
}
