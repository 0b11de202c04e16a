import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Example, Rule } from '../../../compiler/rule.ts';
import { defaultNotMatchingPattern } from '../../../compiler/rules/default-not-matching-pattern.ts';
import { defaultTypeMismatch } from '../../../compiler/rules/default-type-mismatch.ts';
import { resolverNotAlways } from '../../../compiler/rules/resolver-not-always.ts';
import { resolverNotEnabled } from '../../../compiler/rules/resolver-not-enabled.ts';
import { lintExample } from '../../support/lint-example.ts';

interface Case {
  readonly name: string;
  readonly rule: Rule;
  readonly example: Example;
  /** What each message holds, in their order. Absent: nothing is found. */
  readonly found?: readonly RegExp[];
}

const claim = (content: string, id = 'tier') => `<ClaimType Id="${id}">${content}</ClaimType>`;
const typed = (type: string, input = '') =>
  claim(`<DataType>${type}</DataType>${input && `<UserInputType>${input}</UserInputType>`}`);
const output = (attributes: string, id = 'tier') =>
  `<OutputClaim ClaimTypeReferenceId="${id}" ${attributes} />`;
const filled = (expression: string, input: string, value: string) => ({
  'Base.xml': claim(
    `<DataType>string</DataType><UserInputType>${input}</UserInputType><Restriction><Pattern RegularExpression="${expression}" /></Restriction>`,
  ),
  'Own.xml': `<TechnicalProfile Id="LocalAccountSignUpWithLogonEmail"><InputClaims><InputClaim ClaimTypeReferenceId="tier" DefaultValue="${value}" /></InputClaims></TechnicalProfile>`,
});
const signIn = (value: string) =>
  `<TechnicalProfile Id="Sign-In"><DisplayName>Sign in</DisplayName><Protocol Name="OpenIdConnect" /><InputClaims><InputClaim ClaimTypeReferenceId="email" DefaultValue="${value}" /></InputClaims></TechnicalProfile>`;

const cases: readonly Case[] = [
  {
    name: 'a default that fits a part of its pattern',
    rule: defaultNotMatchingPattern,
    example: filled('^[a-z]{3}', 'TextBox', 'oars'),
  },
  {
    name: 'a default of a claim that nobody edits',
    rule: defaultNotMatchingPattern,
    example: filled('^[0-9]$', 'Readonly', 'oar'),
  },
  {
    name: 'a default and a pattern that is not looked into',
    rule: defaultNotMatchingPattern,
    example: filled('^([0-9]+)*$', 'TextBox', 'oar'),
  },
  {
    name: 'a default in another case than its pattern',
    rule: defaultNotMatchingPattern,
    example: filled('^(?i)[a-z]{3}$', 'TextBox', 'OAR'),
  },
  {
    name: 'a default beside its pattern',
    rule: defaultNotMatchingPattern,
    example: filled('^[a-z]{3}$', 'TextBox', 'OAR'),
    found: [/^The default "OAR" of "tier"/],
  },
  {
    name: 'a claim resolver',
    rule: defaultTypeMismatch,
    example: output('DefaultValue="{Context:KMSI}"', 'newUser'),
  },
  {
    name: 'an empty default',
    rule: defaultTypeMismatch,
    example: output('DefaultValue=""', 'newUser'),
  },
  {
    name: 'a token of a tool',
    rule: defaultTypeMismatch,
    example: output('DefaultValue="__IsNew__"', 'newUser'),
  },
  {
    name: 'a number beyond an int',
    rule: defaultTypeMismatch,
    example: `${typed('int')}\n${output('DefaultValue="2147483649"')}`,
    found: [/"2147483649" of "tier" is no int/],
  },
  {
    name: 'a long',
    rule: defaultTypeMismatch,
    example: `${typed('long')}\n${output('DefaultValue="-9007199254740993"')}`,
  },
  {
    name: 'a date',
    rule: defaultTypeMismatch,
    example: `${typed('date')}\n${output('DefaultValue="2024-13-01"')}`,
    found: [/is no date/],
  },
  {
    name: 'the user name of the password grant without metadata',
    rule: resolverNotEnabled,
    example: signIn('{OIDC:Username}'),
  },
  {
    name: 'the password of the password grant that is not always asked for',
    rule: resolverNotAlways,
    example: signIn('{oidc:password}'),
  },
  {
    name: 'what else is sent without metadata',
    rule: resolverNotEnabled,
    example: signIn('{OIDC:LoginHint}'),
    found: [/^"{OIDC:LoginHint}" of "email" is not resolved/],
  },
];

for (const { name, rule, example, found = [] } of cases) {
  test(`${rule.name}: ${name}`, async (t) => {
    const messages = (await lintExample(t, rule, example)).map(({ message }) => message);
    assert.equal(messages.length, found.length, messages.join('\n'));
    for (const [index, expected] of found.entries()) assert.match(messages[index] ?? '', expected);
  });
}
