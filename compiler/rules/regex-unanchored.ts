import type { Rule } from '../rule.ts';

/**
 * A Pattern begins with ^ and ends with $. How B2C anchors those that do not is unconfirmed. @see
 * facts policy-language 3.3
 */
export const regexUnanchored: Rule = {
  name: 'regex-unanchored',
  severity: 'notice',
  why: 'A pattern that is not anchored may accept a text of which only a part matches.',
  fix: 'Begin the pattern with "^" and end it with "$".',
  examples: {
    bad: `<ClaimType Id="membershipNumber">
  <DisplayName>MembershipNumber</DisplayName>
  <DataType>string</DataType>
  <UserInputType>TextBox</UserInputType>
  <Restriction>
    <Pattern RegularExpression="CC-[0-9]{6}" HelpText="A membership number is CC- and six digits." />
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
    for (const { id, restriction } of policy.claimTypes.values()) {
      const pattern = restriction?.pattern;
      if (!pattern || isAnchored(pattern.regularExpression)) continue;
      report(pattern, `The pattern of "${id}" is not anchored: "${pattern.regularExpression}".`);
    }
  },
};

/** Looks at both ends only, through groups and options. */
function isAnchored(expression: string): boolean {
  return (
    /^(?:\(\?[a-z]+\)|\((?:\?:)?)*(?:\^|\\A)/i.test(expression) &&
    /(?:\$|\\z)\)*$/i.test(expression)
  );
}
