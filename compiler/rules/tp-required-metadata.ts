import { hasWholeChain } from '../journey-steps.ts';
import { missingMetadata } from '../required-metadata.ts';
import type { Rule } from '../rule.ts';
import { typeNames } from '../technical-profile-type.ts';

/**
 * Each type of technical profile has the metadata that it cannot do without. A ServiceUrl is looked
 * at where RESTful technical profiles are read. @see facts policy-language 11, engine 2
 */
export const tpRequiredMetadata: Rule = {
  name: 'tp-required-metadata',
  severity: 'error',
  why: 'B2C refuses the technical profile, or stops with AADB2C90023 when it is called.',
  fix: 'Add the Item to Metadata, here or in an included technical profile.',
  examples: {
    bad: `<TechnicalProfile Id="AAD-UserReadAgain">
  <Metadata>
    <Item Key="RaiseErrorIfClaimsPrincipalDoesNotExist">true</Item>
  </Metadata>
  <IncludeTechnicalProfile ReferenceId="AAD-Common" />
</TechnicalProfile>`,
    good: `<TechnicalProfile Id="AAD-UserReadAgain">
  <Metadata>
    <Item Key="Operation">Read</Item>
  </Metadata>
  <IncludeTechnicalProfile ReferenceId="AAD-Common" />
</TechnicalProfile>`,
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const { profile, type, key } of missingMetadata(policy)) {
      report(profile, `"${profile.id}" has no "${key}", which ${typeNames[type]} needs.`);
    }
  },
};
