import { pageDefaults } from '../default-values.ts';
import type { ClaimType } from '../model.ts';
import { translateRegularExpression } from '../regular-expression.ts';
import type { Rule } from '../rule.ts';

const memberNumber = (pattern: string) => `<ClaimType Id="memberNumber">
  <DisplayName>Membership number</DisplayName><DataType>string</DataType>
  <UserInputType>TextBox</UserInputType>
  <Restriction><Pattern RegularExpression="${pattern}" HelpText="CC- and six digits" /></Restriction>
</ClaimType>`;
const page = `<TechnicalProfile Id="LocalAccountSignUpWithLogonEmail">
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="memberNumber" DefaultValue="000000" />
  </InputClaims>
</TechnicalProfile>`;

/** What a page is filled with fits the claim's Pattern. In doubt it does. @see facts policy-language 3.3 */
export const defaultNotMatchingPattern: Rule = {
  name: 'default-not-matching-pattern',
  severity: 'warning',
  why: 'The page refuses the value that it is filled with, until the user corrects it.',
  fix: 'Use a DefaultValue that the Pattern allows, or widen the Pattern.',
  examples: {
    bad: { 'Base.xml': memberNumber('^CC-[0-9]{6}$'), 'Own.xml': page },
    good: { 'Base.xml': memberNumber('^(CC-)?[0-9]{6}$'), 'Own.xml': page },
  },
  check(policy, report) {
    for (const claim of pageDefaults(policy).slice(0, 1_000)) {
      const { claimTypeReferenceId: id, defaultValue = '' } = claim;
      const pattern = patternOf(policy.claimTypes.get(id));
      if (pattern === undefined || mayMatch(pattern, defaultValue)) continue;
      report(claim, `The default "${defaultValue}" of "${id}" does not match its Pattern.`);
    }
  },
};

/** Only what users may edit is held against the Pattern. */
function patternOf(claimType: ClaimType | undefined): string | undefined {
  const { userInputType = 'Readonly', restriction } = claimType ?? {};
  if (['Readonly', 'Paragraph'].includes(userInputType)) return undefined;
  return restriction?.pattern?.regularExpression;
}

/** B2C may look at the whole text or a part of it: what matches nowhere is wrong. Long texts take long. */
function mayMatch(expression: string, text: string): boolean {
  const translated = translateRegularExpression(expression);
  if ('unsupported' in translated || !isQuick(expression) || text.length > 50) return true;
  const source = translated.text.replace(/^\(\?i\)/, '');
  const flags = (source === translated.text ? '' : 'i') + (/\\p\{/i.test(source) ? 'u' : '');
  return new RegExp(source, flags).test(text);
}

/** Few choices, and none of them repeated: a short text cannot make it backtrack for long. */
function isQuick(expression: string): boolean {
  const repetitions = expression.match(/[*+{]/g) ?? [];
  const choices = expression.match(/[?|]/g) ?? [];
  return !/\)[*+{]/.test(expression) && repetitions.length <= 3 && choices.length <= 8;
}
