import { fold } from '../id-map.ts';
import { hasWholeChain } from '../journey-steps.ts';
import { metadataValue } from '../metadata-value.ts';
import type { EffectivePolicy, TechnicalProfile } from '../model.ts';
import type { Rule } from '../rule.ts';
import { assertionExample } from '../transformation-example.ts';
import { findTransformation } from '../transformations/index.ts';
import { validationLists } from '../validation-lists.ts';

/** The page whose validation asserts something says what is wrong. @see facts claims-transformations 1.8 */
export const ctAssertMessageMissing: Rule = {
  name: 'ct-assert-message-missing',
  severity: 'notice',
  why: 'Users read a general text with the id of a claim in it, and not what they should change.',
  fix: 'Set the message in the Metadata of the self-asserted page, or as LocalizedString of ElementType "ErrorMessage".',
  examples: {
    bad: assertionExample('<ValidationTechnicalProfile ReferenceId="REST-Points" />'),
    good: '<ValidationTechnicalProfile ReferenceId="REST-GetMembership" />',
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    const localized = localizedIds(policy);
    for (const { page, validation, profile } of validationLists(policy).flat()) {
      const key = assertedKeys(policy, profile).find(
        (each) => !localized.has(fold(each)) && !metadataValue(page, each),
      );
      if (key) report(validation, `"${page.id}" has no "${key}" for what "${profile.id}" asserts.`);
    }
  },
};

/** Which page shows which resources is not followed: one text is enough. */
function localizedIds({ localization }: EffectivePolicy): ReadonlySet<string> {
  const strings = localization?.localizedResources.flatMap((each) => each.localizedStrings) ?? [];
  return new Set(strings.map(({ stringId }) => fold(stringId)));
}

/** The metadata keys of the messages that assertions of the profile show. */
function assertedKeys(policy: EffectivePolicy, profile: TechnicalProfile): string[] {
  const { inputClaimsTransformations, outputClaimsTransformations } = profile;
  const references = [...inputClaimsTransformations, ...outputClaimsTransformations];
  return references.flatMap(({ referenceId }) => {
    const method = policy.claimsTransformations.get(referenceId)?.transformationMethod ?? '';
    return /^assert/i.test(method) ? (findTransformation(method)?.messageKey ?? []) : [];
  });
}
