import { fold } from './id-map.ts';
import { byMergeBehavior, childFirst, parentFirst } from './merge-lists.ts';
import type {
  ContentDefinition,
  Localization,
  LocalizedCollection,
  LocalizedResources,
  LocalizedResourcesReferences,
  LocalizedString,
  SupportedLanguages,
} from './model-content.ts';

/**
 * Rule 13: a ContentDefinition is merged child element by child element, its Metadata by key.
 * Evidence: schema and observed.
 */
export function mergeContentDefinition(
  child: ContentDefinition,
  parent: ContentDefinition,
): ContentDefinition {
  const localizedResourcesReferences = mergeResourcesReferences(
    child.localizedResourcesReferences,
    parent.localizedResourcesReferences,
  );
  return {
    ...parent,
    ...child,
    metadata: childFirst(child.metadata, parent.metadata, ({ key }) => key),
    ...(localizedResourcesReferences && { localizedResourcesReferences }),
  };
}

/**
 * Rule 14: references join as the child's MergeBehavior says; both may name one language.
 * Evidence: schema, observed.
 */
function mergeResourcesReferences(
  child: LocalizedResourcesReferences | undefined,
  parent: LocalizedResourcesReferences | undefined,
): LocalizedResourcesReferences | undefined {
  if (!child || !parent) return child ?? parent;
  const references = byMergeBehavior(child.references, parent.references, child.mergeBehavior);
  return { ...child, references };
}

/**
 * Rule 15: Localization's attributes are the child's where present; resources are united by Id.
 * Evidence: documented.
 */
export function mergeLocalization(child: Localization, parent: Localization): Localization {
  const supportedLanguages = mergeSupportedLanguages(
    child.supportedLanguages,
    parent.supportedLanguages,
  );
  const inherited = new Map(parent.localizedResources.map((each) => [resourcesKey(each), each]));
  const own = child.localizedResources.map((resources) => {
    const base = inherited.get(resourcesKey(resources));
    return base ? mergeLocalizedResources(resources, base) : resources;
  });
  return {
    ...parent,
    ...child,
    localizedResources: parentFirst(own, parent.localizedResources, resourcesKey),
    ...(supportedLanguages && { supportedLanguages }),
  };
}

/** Rule 16: languages join as the child's MergeBehavior says, each once. Documented. */
function mergeSupportedLanguages(
  child: SupportedLanguages | undefined,
  parent: SupportedLanguages | undefined,
): SupportedLanguages | undefined {
  if (!child || !parent) return child ?? parent;
  const languages = byMergeBehavior(child.languages, parent.languages, child.mergeBehavior);
  return { ...parent, ...child, languages: [...new Set(languages)] };
}

/** Rule 17: strings and collections of one resource are united by what they name. Unconfirmed. */
function mergeLocalizedResources(
  child: LocalizedResources,
  parent: LocalizedResources,
): LocalizedResources {
  return {
    ...parent,
    ...child,
    localizedStrings: parentFirst(child.localizedStrings, parent.localizedStrings, stringKey),
    localizedCollections: parentFirst(
      child.localizedCollections,
      parent.localizedCollections,
      collectionKey,
    ),
  };
}

function resourcesKey({ id, culture }: LocalizedResources): string {
  return fold(id ?? `culture:${culture}`);
}

function stringKey({ elementType, elementId, stringId }: LocalizedString): string {
  return fold(JSON.stringify([elementType, elementId ?? '', stringId]));
}

function collectionKey({ elementType, elementId, targetCollection }: LocalizedCollection): string {
  return fold(JSON.stringify([elementType, elementId, targetCollection]));
}
