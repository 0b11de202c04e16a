import { fold, IdMap } from './id-map.ts';
import type { EffectivePolicy } from './model.ts';
import type {
  ContentDefinition,
  LocalizedResources,
  LocalizedResourcesReferences,
} from './model-content.ts';

/** The languages of one content definition, and what each has texts for. */
export interface LocalizedPage {
  readonly definition: ContentDefinition;
  readonly references: LocalizedResourcesReferences;
  /** By folded language: the resources of all its references, nearest first. */
  readonly resources: ReadonlyMap<string, readonly LocalizedResources[]>;
}

/** The content definitions that have texts of their own. @see facts policy-language 8.2 */
export function localizedPages({
  contentDefinitions,
  localization,
}: EffectivePolicy): LocalizedPage[] {
  const byId = new IdMap<LocalizedResources>();
  for (const each of localization?.localizedResources ?? []) {
    if (each.id !== undefined) byId.set(each.id, each);
  }
  return contentDefinitions.values().flatMap((definition) => {
    const references = definition.localizedResourcesReferences;
    if (!references || references.references.length === 0) return [];
    const resources = new Map<string, LocalizedResources[]>();
    for (const { language, localizedResourcesReferenceId: id } of references.references) {
      const own = resources.get(fold(language)) ?? [];
      resources.set(fold(language), own);
      const found = id === undefined ? undefined : byId.get(id);
      if (found) own.push(found);
    }
    return [{ definition, references, resources }];
  });
}

/** The languages that the policy supports, as written; none where it does not say. */
export function supportedLanguages({ localization }: EffectivePolicy): readonly string[] {
  if (localization?.enabled === false) return [];
  return [...new Set(localization?.supportedLanguages?.languages ?? [])];
}

/** Whether texts of one language are shown to users of the other: `pt` and `pt-BR` may stand in. */
export function isSameLanguage(one: string, other: string): boolean {
  return fold(one).split('-')[0] === fold(other).split('-')[0];
}

/** Kinds of texts that B2C has no words of its own for. */
const ownTexts = new Set([
  'claimtype',
  'displaycontrol',
  'predicate',
  'predicatevalidation',
  'inputvalidation',
  'getlocalizedstringstransformationclaimtype',
  'formatlocalizedstringtransformationclaimtype',
]);

/**
 * Whether the text that `textsOf` gives that key stands in for words of its element, such as the DisplayName
 * of a ClaimType. Those are taken to be in the default language, so nothing is missing there.
 */
export function hasOwnWords(key: string): boolean {
  return /^(?:claimtype|predicate|predicatevalidation|inputvalidation) /.test(key);
}

/** Whether it is the DefaultLanguage, or stands in for it. */
export function isDefaultLanguage({ localization }: EffectivePolicy, language: string): boolean {
  const defaultLanguage = localization?.supportedLanguages?.defaultLanguage;
  return defaultLanguage !== undefined && isSameLanguage(defaultLanguage, language);
}

/** Texts that the policy brings along, by key: `ClaimType "email" DisplayName`. */
export function textsOf(resources: readonly LocalizedResources[]): Map<string, string> {
  const strings = resources.flatMap((each) => each.localizedStrings);
  return new Map(
    strings
      .filter(({ elementType, text }) => ownTexts.has(fold(elementType)) && text.trim() !== '')
      .map(({ elementType, elementId, stringId }) => {
        const element = elementId === undefined ? '' : `"${elementId}" `;
        return [
          fold(`${elementType} ${elementId} ${stringId}`),
          `${elementType} ${element}${stringId}`,
        ];
      }),
  );
}
