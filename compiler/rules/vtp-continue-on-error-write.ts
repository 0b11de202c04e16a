import { isDirectoryChange } from '../directory-profile.ts';
import { isCheck } from '../profile-that-checks.ts';
import type { Rule } from '../rule.ts';
import { validationLists } from '../validation-lists.ts';

/**
 * A check that may fail does not guard the write after it. Told of what can only be a check: a password,
 * a code, a user who must be there, an assertion, an API that returns nothing. @see facts rest-contract 5
 */
export const vtpContinueOnErrorWrite: Rule = {
  name: 'vtp-continue-on-error-write',
  severity: 'warning',
  why: 'With ContinueOnError B2C swallows the failure of the check and runs the write after it.',
  fix: 'Remove ContinueOnError, or give the write a precondition on what the check returns.',
  examples: {
    bad: `<TechnicalProfile Id="REST-CheckName">
  <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.RestfulProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
  <Metadata>
    <Item Key="ServiceUrl">https://api.contoso.com/api/check-name</Item>
    <Item Key="AuthenticationType">ClientCertificate</Item>
  </Metadata>
</TechnicalProfile>
<ValidationTechnicalProfile ReferenceId="REST-CheckName" ContinueOnError="true" />
<ValidationTechnicalProfile ReferenceId="AAD-UserWriteUsingLogonEmail" />`,
    good: `<ValidationTechnicalProfile ReferenceId="REST-GetMembership" ContinueOnError="true" />
<ValidationTechnicalProfile ReferenceId="AAD-UserWriteUsingLogonEmail" />`,
  },
  check(policy, report) {
    for (const entries of validationLists(policy)) {
      const last = entries.findLastIndex(
        ({ validation, profile }) =>
          validation.preconditions.length === 0 && isDirectoryChange(profile),
      );
      for (const { validation, profile } of entries.slice(0, Math.max(0, last))) {
        if (!validation.continueOnError || !isCheck(policy, profile)) continue;
        const write = entries[last]?.profile.id;
        report(validation, `"${write}" writes even when "${profile.id}" fails.`);
      }
    }
  },
};
