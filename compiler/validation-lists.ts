import type {
  EffectivePolicy,
  EffectiveTechnicalProfile,
  ValidationTechnicalProfile,
} from './model.ts';

/** An entry of ValidationTechnicalProfiles, and what it refers to. */
export interface ValidationEntry {
  readonly page: EffectiveTechnicalProfile;
  readonly validation: ValidationTechnicalProfile;
  readonly profile: EffectiveTechnicalProfile;
}

/** The list of one page in its order; references to nothing are left out. */
export function validationEntries(
  { technicalProfiles }: EffectivePolicy,
  page: EffectiveTechnicalProfile,
): ValidationEntry[] {
  return page.validationTechnicalProfiles.flatMap((validation) => {
    const profile = technicalProfiles.get(validation.referenceId);
    return profile ? { page, validation, profile } : [];
  });
}

/** The lists of all pages that have one. */
export function validationLists(policy: EffectivePolicy): ValidationEntry[][] {
  const lists = policy.technicalProfiles.values().map((page) => validationEntries(policy, page));
  return lists.filter((entries) => entries.length > 0);
}
