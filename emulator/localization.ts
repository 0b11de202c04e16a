import { fold } from '../compiler/id-map.ts';
import type { EffectivePolicy, Enumeration } from '../compiler/model.ts';
import type {
  ContentDefinition,
  LocalizedResources,
  LocalizedString,
} from '../compiler/model-content.ts';

/** The language of a policy that says nothing of languages. */
const fallbackLanguage = 'en';

/**
 * The language of a journey's pages: the first that is asked for and supported, a region falling back
 * to its language; else the policy's default. @see facts engine 4.7, policy-language 8.2
 */
export function chooseLanguage(policy: EffectivePolicy, wanted: readonly string[]): string {
  const { enabled, supportedLanguages } = policy.localization ?? {};
  const ownDefault = defaultLanguage(policy);
  const supported = enabled === false ? [] : (supportedLanguages?.languages ?? []);
  if (supported.length === 0) return enabled === false ? ownDefault : (wanted[0] ?? ownDefault);
  for (const tag of wanted) {
    const found =
      supported.find((language) => fold(language) === fold(tag)) ??
      supported.find((language) => fold(language) === primary(tag)) ??
      supported.find((language) => primary(language) === primary(tag));
    if (found) return found;
  }
  return ownDefault;
}

function primary(tag: string): string {
  return fold(tag).split('-')[0] ?? '';
}

/** The texts of one page in one language. */
export interface Texts {
  /** A LocalizedString; undefined where the language has none. ElementId "" stands for none. */
  find(elementType: string, elementId: string, stringId: string): string | undefined;
  /** The options of a claim; undefined where the language has none: those of no other stand in. */
  options(claimTypeReferenceId: string): readonly Enumeration[] | undefined;
  /** All texts of an element type, by StringId: those of `UxElement` are the page's own. */
  all(elementType: string, elementId?: string): ReadonlyMap<string, string>;
}

const textsByPolicy = new WeakMap<EffectivePolicy, Map<string, Texts>>();

/**
 * The texts of a content definition in a language, then in the default language. What a content
 * definition does not name is no text of its page.
 */
export function textsOf(
  policy: EffectivePolicy,
  contentDefinitionId: string | undefined,
  language: string,
): Texts {
  const known = textsByPolicy.get(policy) ?? new Map<string, Texts>();
  textsByPolicy.set(policy, known);
  const key = `${fold(contentDefinitionId ?? '')} ${fold(language)}`;
  const texts = known.get(key) ?? readTexts(policy, contentDefinitionId, language);
  known.set(key, texts);
  return texts;
}

function readTexts(
  policy: EffectivePolicy,
  contentDefinitionId: string | undefined,
  language: string,
): Texts {
  const definition = policy.contentDefinitions.get(contentDefinitionId ?? '');
  const own = definition ? resourcesFor(policy, definition, [language]) : [];
  const resources = definition
    ? resourcesFor(policy, definition, [language, defaultLanguage(policy)])
    : [];
  const strings = resources.flatMap(({ localizedStrings }) => localizedStrings);
  const byKey = new Map(
    strings
      .toReversed()
      .map((each) => [keyOf(each.elementType, each.elementId, each.stringId), each]),
  );
  const collections = own.flatMap(({ localizedCollections }) => localizedCollections);
  return {
    find: (elementType, elementId, stringId) =>
      byKey.get(keyOf(elementType, elementId, stringId))?.text,
    options: (id) => collections.find(({ elementId }) => fold(elementId) === fold(id))?.items,
    all: (elementType, elementId = '') => ofElement(strings, elementType, elementId),
  };
}

function ofElement(strings: readonly LocalizedString[], elementType: string, elementId: string) {
  const own = strings.filter((each) => {
    const isOfType = fold(each.elementType) === fold(elementType);
    return isOfType && fold(each.elementId ?? '') === fold(elementId);
  });
  return new Map(own.toReversed().map(({ stringId, text }) => [stringId, text]));
}

function keyOf(elementType: string, elementId = '', stringId: string): string {
  return fold(`${elementType}\n${elementId}\n${stringId}`);
}

function defaultLanguage({ localization }: EffectivePolicy): string {
  return localization?.supportedLanguages?.defaultLanguage ?? fallbackLanguage;
}

/** Those of each language in turn; a region falls back to its language. */
function resourcesFor(
  policy: EffectivePolicy,
  definition: ContentDefinition,
  languages: readonly string[],
): LocalizedResources[] {
  const references = definition.localizedResourcesReferences?.references ?? [];
  const wanted = [...new Set(languages.flatMap((each) => [fold(each), primary(each)]))];
  const ids = wanted.flatMap((tag) =>
    references
      .filter((reference) => fold(reference.language) === tag)
      .map((reference) => fold(reference.localizedResourcesReferenceId ?? '')),
  );
  const resources = policy.localization?.localizedResources ?? [];
  return ids.flatMap((id) => resources.filter((each) => each.id && fold(each.id) === id));
}
