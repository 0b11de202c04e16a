import { fold } from './id-map.ts';
import type { EffectivePolicy } from './model.ts';

/** The folded ids of claims for which some language has options of its own. @see facts policy-language 3.3 */
export function claimsWithLocalizedOptions({ localization }: EffectivePolicy): ReadonlySet<string> {
  const resources = localization?.localizedResources ?? [];
  const collections = resources.flatMap(({ localizedCollections }) => localizedCollections);
  return new Set(
    collections.filter(({ items }) => items.length > 0).map(({ elementId }) => fold(elementId)),
  );
}
