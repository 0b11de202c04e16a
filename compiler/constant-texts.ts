import type { EffectivePolicy } from './model.ts';

const textsByPolicy = new WeakMap<EffectivePolicy, ReadonlySet<string>>();

/** Every text that a claim of the policy can get from the policy itself: defaults, options, parameters. */
export function constantTexts(policy: EffectivePolicy): ReadonlySet<string> {
  const known = textsByPolicy.get(policy);
  if (known) return known;
  const texts = new Set([...defaultsOf(policy), ...optionsOf(policy), ...parametersOf(policy)]);
  textsByPolicy.set(policy, texts);
  return texts;
}

function defaultsOf({ technicalProfiles }: EffectivePolicy): string[] {
  return technicalProfiles
    .values()
    .flatMap(({ inputClaims, persistedClaims, outputClaims }) => [
      ...inputClaims,
      ...persistedClaims,
      ...outputClaims,
    ])
    .flatMap(({ defaultValue }) => (defaultValue === undefined ? [] : [defaultValue]));
}

function optionsOf({ claimTypes, localization }: EffectivePolicy): string[] {
  const localized = (localization?.localizedResources ?? [])
    .flatMap(({ localizedCollections }) => localizedCollections)
    .flatMap(({ items }) => items);
  const declared = claimTypes
    .values()
    .flatMap(({ restriction }) => restriction?.enumerations ?? []);
  return [...declared, ...localized].map(({ value }) => value);
}

function parametersOf({ claimsTransformations }: EffectivePolicy): string[] {
  return claimsTransformations
    .values()
    .flatMap(({ inputParameters }) => inputParameters.flatMap(({ id, value }) => [id, value]));
}
