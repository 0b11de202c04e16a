import { IdMap } from './id-map.ts';
import { journeysOf } from './journey-steps.ts';
import { metadataValue } from './metadata-value.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile } from './model.ts';
import type { ContentDefinition } from './model-content.ts';

/** A content definition, and the technical profiles whose page it is. */
export interface UsedContentDefinition {
  readonly definition: ContentDefinition;
  readonly profiles: readonly EffectiveTechnicalProfile[];
}

/** The content definitions that a step or a technical profile names. @see facts policy-language 8.1 */
export function usedContentDefinitions(policy: EffectivePolicy): UsedContentDefinition[] {
  const profilesById = new IdMap<EffectiveTechnicalProfile[]>();
  for (const profile of policy.technicalProfiles.values()) {
    const id = metadataValue(profile, 'ContentDefinitionReferenceId');
    if (id === undefined) continue;
    const profiles = profilesById.get(id) ?? [];
    profiles.push(profile);
    profilesById.set(id, profiles);
  }
  for (const { contentDefinitionReferenceId: id } of stepsOf(policy)) {
    if (id !== undefined && !profilesById.has(id)) profilesById.set(id, []);
  }
  return [...profilesById].flatMap(([id, profiles]) => {
    const definition = policy.contentDefinitions.get(id);
    return definition ? [{ definition, profiles }] : [];
  });
}

function stepsOf(policy: EffectivePolicy) {
  return journeysOf(policy).flatMap(({ orchestrationSteps }) => orchestrationSteps);
}
