import { policyPatterns } from '../policy-patterns.ts';
import { judgeExpression } from '../regular-expression.ts';
import type { Rule } from '../rule.ts';

/** A regular expression can be read. @see facts policy-language 3.3 */
export const regexInvalid: Rule = {
  name: 'regex-invalid',
  severity: 'error',
  why: 'B2C fails to validate what the user enters, whatever it is.',
  fix: 'Correct the regular expression.',
  examples: {
    bad: `<ClaimType Id="membershipNumber">
  <DisplayName>MembershipNumber</DisplayName>
  <DataType>string</DataType>
  <UserInputType>TextBox</UserInputType>
  <Restriction>
    <Pattern RegularExpression="^CC-([0-9]{6}$" HelpText="A membership number is CC- and six digits." />
  </Restriction>
</ClaimType>`,
    good: `<ClaimType Id="membershipNumber">
  <DisplayName>MembershipNumber</DisplayName>
  <DataType>string</DataType>
  <UserInputType>TextBox</UserInputType>
  <Restriction>
    <Pattern RegularExpression="^CC-[0-9]{6}$" HelpText="A membership number is CC- and six digits." />
  </Restriction>
</ClaimType>`,
  },
  check(policy, report) {
    for (const { expression, owner, element } of policyPatterns(policy)) {
      if (judgeExpression(expression) !== 'broken') continue;
      report(element, `${owner} cannot be read: "${expression}".`);
    }
  },
};
