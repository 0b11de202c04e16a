import type { EffectivePolicy, EffectiveTechnicalProfile } from './model.ts';
import { isRestful } from './restful-technical-profile.ts';

const restfulByPolicy = new WeakMap<object, readonly EffectiveTechnicalProfile[]>();

/** The technical profiles with RestfulProvider, also those that others only include. */
export function restfulProfiles({
  technicalProfiles,
}: EffectivePolicy): readonly EffectiveTechnicalProfile[] {
  const known =
    restfulByPolicy.get(technicalProfiles) ?? technicalProfiles.values().filter(isRestful);
  restfulByPolicy.set(technicalProfiles, known);
  return known;
}
