import { policyPatterns } from '../policy-patterns.ts';
import { judgeExpression } from '../regular-expression.ts';
import type { Rule } from '../rule.ts';

/**
 * A regular expression that browsers run is one of JavaScript too. @see facts policy-language 3.3
 */
export const regexNotInBrowsers: Rule = {
  name: 'regex-not-in-browsers',
  severity: 'warning',
  why: "The same pattern runs in the browser, where JavaScript has no word for this part of .NET's.",
  fix: 'Write it with what .NET and JavaScript share.',
  examples: {
    bad: `<ClaimType Id="membershipNumber">
  <DisplayName>MembershipNumber</DisplayName>
  <DataType>string</DataType>
  <UserInputType>TextBox</UserInputType>
  <Restriction>
    <Pattern RegularExpression="^CC-(?&gt;[0-9]{6})$" HelpText="A membership number is CC- and six digits." />
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
    for (const { expression, owner, element, runsInBrowser } of policyPatterns(policy)) {
      if (!runsInBrowser || judgeExpression(expression) !== 'dotNetOnly') continue;
      report(element, `${owner} is none that JavaScript can run: "${expression}".`);
    }
  },
};
