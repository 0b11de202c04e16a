import { isCatastrophic } from '../catastrophic-expression.ts';
import { policyPatterns } from '../policy-patterns.ts';
import type { Rule } from '../rule.ts';

/** A regular expression reads any text in reasonable time. */
export const regexRedos: Rule = {
  name: 'regex-redos',
  severity: 'warning',
  why: "A few dozen characters of a user's input make it run for hours, in the browser and at B2C.",
  fix: 'Take care that a repeated group can match a text in one way only, as in "^([a-z]+ )*$" rather than "^([a-z]+ ?)*$".',
  examples: {
    bad: `<ClaimType Id="membershipNumber">
  <DisplayName>MembershipNumber</DisplayName>
  <DataType>string</DataType>
  <UserInputType>TextBox</UserInputType>
  <Restriction>
    <Pattern RegularExpression="^([a-zA-Z]+ ?)*$" HelpText="A membership number is CC- and six digits." />
  </Restriction>
</ClaimType>`,
    good: `<ClaimType Id="membershipNumber">
  <DisplayName>MembershipNumber</DisplayName>
  <DataType>string</DataType>
  <UserInputType>TextBox</UserInputType>
  <Restriction>
    <Pattern RegularExpression="^([a-zA-Z]+ )*$" HelpText="A membership number is CC- and six digits." />
  </Restriction>
</ClaimType>`,
  },
  check(policy, report) {
    for (const { expression, owner, element } of policyPatterns(policy)) {
      if (!isCatastrophic(expression)) continue;
      report(element, `${owner} backtracks exponentially: "${expression}".`);
    }
  },
};
