import { fold } from '../id-map.ts';
import { hasWholeChain } from '../journey-steps.ts';
import { restfulMessages } from '../metadata-keys-providers.ts';
import { metadataValue } from '../metadata-value.ts';
import type { EffectivePolicy } from '../model.ts';
import { isCalledFromPage } from '../profile-callers.ts';
import { restfulProfiles } from '../restful-profiles.ts';
import type { Rule } from '../rule.ts';

/**
 * Where an API called from a page cannot be reached, a text of the policy stands for the built-in one.
 * DefaultUserMessageIfRequestFailed is the default of the others. @see facts rest-contract 1.1, 1.2
 */
export const restUrlInMessages: Rule = {
  name: 'rest-url-in-messages',
  severity: 'warning',
  why: 'The built-in message shows the ServiceUrl to users, with whatever stands in its query.',
  fix: 'Set DefaultUserMessageIfRequestFailed in Metadata, or as LocalizedString of ElementType "ErrorMessage".',
  examples: {
    bad: `<TechnicalProfile Id="REST-Points">
  <Metadata>
    <Item Key="ServiceUrl">https://api.contoso.com/api/points</Item>
  </Metadata>
  <IncludeTechnicalProfile ReferenceId="REST-GetMembership" />
</TechnicalProfile>
<ValidationTechnicalProfile ReferenceId="REST-Points" />`,
    good: `<TechnicalProfile Id="REST-Points">
  <Metadata>
    <Item Key="ServiceUrl">https://api.contoso.com/api/points</Item>
    <Item Key="DefaultUserMessageIfRequestFailed">We cannot look that up now. Try again later.</Item>
  </Metadata>
  <IncludeTechnicalProfile ReferenceId="REST-GetMembership" />
</TechnicalProfile>
<ValidationTechnicalProfile ReferenceId="REST-Points" />`,
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    const profiles = restfulProfiles(policy).filter(({ id }) => isCalledFromPage(policy, id));
    if (profiles.length === 0 || isLocalized(policy)) return;
    for (const profile of profiles) {
      const isSet = restfulMessages.some((key) => metadataValue(profile, key));
      if (!isSet) report(profile, `When its API fails, "${profile.id}" shows the URL to users.`);
    }
  },
};

/** Which page shows which resources is not followed: one text is enough. */
function isLocalized({ localization }: EffectivePolicy): boolean {
  const ids = new Set(restfulMessages.map(fold));
  const strings = localization?.localizedResources.flatMap((each) => each.localizedStrings) ?? [];
  return strings.some(
    (each) => each.elementType === 'ErrorMessage' && ids.has(fold(each.stringId)),
  );
}
