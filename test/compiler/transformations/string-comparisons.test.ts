import { assertStringClaimsAreEqual } from '../../../compiler/transformations/assert-string-claims-are-equal.ts';
import { compareClaimToValue } from '../../../compiler/transformations/compare-claim-to-value.ts';
import { compareClaims } from '../../../compiler/transformations/compare-claims.ts';
import { copyClaimIfPredicateMatch } from '../../../compiler/transformations/copy-claim-if-predicate-match.ts';
import { setClaimsIfRegexMatch } from '../../../compiler/transformations/set-claims-if-regex-match.ts';
import { setClaimsIfStringsAreEqual } from '../../../compiler/transformations/set-claims-if-strings-are-equal.ts';
import { setClaimsIfStringsMatch } from '../../../compiler/transformations/set-claims-if-strings-match.ts';
import { stringContains } from '../../../compiler/transformations/string-contains.ts';
import { testTransform } from '../../support/transformations.ts';

const different = 'UserMessageIfClaimsTransformationStringsAreNotEqual';
testTransform(assertStringClaimsAreEqual, [
  {
    name: 'fails for another case',
    claims: { inputClaim1: 'A', inputClaim2: 'a' },
    parameters: { stringComparison: 'Ordinal' },
    fails: different,
  },
  {
    name: 'goes on for another case if it may be',
    claims: { inputClaim1: 'A', inputClaim2: 'a' },
    parameters: { stringComparison: 'OrdinalIgnoreCase' },
    output: {},
  },
  {
    name: 'fails for another accent, whatever the case',
    claims: { inputClaim1: 'é', inputClaim2: 'e' },
    parameters: { stringComparison: 'OrdinalIgnoreCase' },
    fails: different,
  },
  {
    name: 'fails where one has no value',
    claims: { inputClaim1: '', inputClaim2: undefined },
    parameters: { stringComparison: 'OrdinalIgnoreCase' },
    fails: different,
  },
  {
    name: 'goes on where neither has a value',
    claims: { inputClaim1: undefined, inputClaim2: undefined },
    parameters: { stringComparison: 'Ordinal' },
    output: {},
  },
]);

testTransform(compareClaims, [
  {
    name: 'finds different texts',
    claims: { inputClaim1: 'x', inputClaim2: 'y' },
    parameters: { operator: 'NOT EQUAL', ignoreCase: 'false' },
    output: { outputClaim: true },
  },
  {
    name: 'finds equal texts',
    claims: { inputClaim1: 'x', inputClaim2: 'x' },
    parameters: { operator: 'EQUAL', ignoreCase: 'false' },
    output: { outputClaim: true },
  },
  {
    name: 'looks at case',
    claims: { inputClaim1: 'x', inputClaim2: 'X' },
    parameters: { operator: 'EQUAL', ignoreCase: 'false' },
    output: { outputClaim: false },
  },
  {
    name: 'ignores case if asked to',
    claims: { inputClaim1: 'ÆØÅ', inputClaim2: 'æøå' },
    parameters: { operator: 'NOT EQUAL', ignoreCase: 'true' },
    output: { outputClaim: false },
  },
  {
    name: 'tells empty text from no value',
    claims: { inputClaim1: '', inputClaim2: undefined },
    parameters: { operator: 'EQUAL', ignoreCase: 'true' },
    output: { outputClaim: false },
  },
]);

testTransform(compareClaimToValue, [
  {
    name: 'ignores case if asked to',
    claims: { inputClaim1: 'v3' },
    parameters: { compareTo: 'V3', operator: 'EQUAL', ignoreCase: 'true' },
    output: { outputClaim: true },
  },
  {
    name: 'looks at case',
    claims: { inputClaim1: 'v3' },
    parameters: { compareTo: 'V3', operator: 'NOT EQUAL', ignoreCase: 'false' },
    output: { outputClaim: true },
  },
  {
    name: 'is not equal without a value',
    claims: { inputClaim1: undefined },
    parameters: { compareTo: '', operator: 'EQUAL', ignoreCase: 'false' },
    output: { outputClaim: false },
  },
]);

const predicates = (regularExpression: string) => ({
  restrictionOf: (name: string) => ({
    options: [],
    predicateGroups: [
      {
        group: `of ${name}`,
        predicates: [{ id: 'Shape', method: 'MatchesRegex' as const, regularExpression }],
      },
    ],
  }),
});
testTransform(copyClaimIfPredicateMatch, [
  {
    name: 'copies what satisfies the predicates',
    claims: { inputClaim: '+4712' },
    call: predicates('^\\+[0-9]+$'),
    output: { outputClaim: '+4712' },
  },
  {
    name: 'leaves the output where it does not',
    claims: { inputClaim: 'ana' },
    call: predicates('^\\+[0-9]+$'),
    output: { outputClaim: undefined },
  },
  { name: 'copies without predicates', claims: { inputClaim: '' }, output: { outputClaim: '' } },
  {
    name: 'leaves the output without a value',
    claims: { inputClaim: undefined },
    call: predicates('^'),
    output: { outputClaim: undefined },
  },
  {
    name: 'fails where a predicate cannot be run',
    claims: { inputClaim: 'ana' },
    call: predicates('(?<open'),
    fails: 'without a message',
  },
]);

const groups = [
  { name: 'sku', dataType: 'string' },
  { name: 'size', dataType: 'string' },
] as const;
const regex = { outputClaimIfMatched: 'hit', extractGroups: false } as const;
testTransform(setClaimsIfRegexMatch, [
  {
    name: 'sets the claim on a match',
    claims: { claimToMatch: 'kit-204' },
    parameters: { ...regex, matchTo: '^[a-z]+-\\d+$' },
    output: { outputClaim: 'hit', regexCompareResultClaim: true, otherOutputClaims: new Map() },
  },
  {
    name: 'searches: a match may stand anywhere',
    claims: { claimToMatch: 'my kit-204.' },
    parameters: { ...regex, matchTo: 'kit' },
    output: { outputClaim: 'hit', regexCompareResultClaim: true, otherOutputClaims: new Map() },
  },
  {
    name: 'empties the claim without a match',
    claims: { claimToMatch: 'box' },
    parameters: { ...regex, matchTo: '^kit' },
    output: { outputClaim: null, regexCompareResultClaim: false, otherOutputClaims: new Map() },
  },
  {
    name: 'extracts groups, and empties those that took no part',
    claims: { claimToMatch: 'kit-204' },
    parameters: {
      matchTo: '^(?<sku>[a-z]+)-(?:\\d+|(?<size>[A-Z]+))$',
      outputClaimIfMatched: undefined,
      extractGroups: true,
    },
    call: { otherOutputClaims: groups },
    output: {
      outputClaim: null,
      regexCompareResultClaim: true,
      otherOutputClaims: new Map([
        ['sku', 'kit'],
        ['size', null],
      ]),
    },
  },
  {
    name: 'does not extract groups unasked',
    claims: { claimToMatch: 'kit' },
    parameters: { ...regex, matchTo: '(?<sku>kit)' },
    call: { otherOutputClaims: groups },
    output: { outputClaim: 'hit', regexCompareResultClaim: true, otherOutputClaims: new Map() },
  },
  {
    name: "takes .NET's (?i) and quoted group names",
    claims: { claimToMatch: 'KIT' },
    parameters: { ...regex, matchTo: "(?i)^(?'sku'kit)\\z", extractGroups: true },
    call: { otherOutputClaims: groups.slice(0, 1) },
    output: {
      outputClaim: 'hit',
      regexCompareResultClaim: true,
      otherOutputClaims: new Map([['sku', 'KIT']]),
    },
  },
  {
    name: 'finds nothing without a value',
    claims: { claimToMatch: undefined },
    parameters: { ...regex, matchTo: '' },
    output: { outputClaim: null, regexCompareResultClaim: false, otherOutputClaims: new Map() },
  },
  {
    name: 'refuses what only .NET knows',
    claims: { claimToMatch: 'a' },
    parameters: { ...regex, matchTo: '[a-z-[aeiou]]' },
    fails: 'without a message',
  },
]);

const equal = {
  matchTo: 'V1',
  stringComparison: 'OrdinalIgnoreCase',
  stringMatchMsg: 'M',
  stringMatchMsgCode: 'C',
} as const;
testTransform(setClaimsIfStringsAreEqual, [
  {
    name: 'sets message and code',
    claims: { inputClaim: 'v1' },
    parameters: equal,
    output: { outputClaim1: 'M', outputClaim2: 'C', stringCompareResultClaim: true },
  },
  {
    name: 'empties them for another text',
    claims: { inputClaim: 'v1' },
    parameters: { ...equal, stringComparison: 'Ordinal' },
    output: { outputClaim1: null, outputClaim2: null, stringCompareResultClaim: false },
  },
]);

const match = {
  matchTo: 'Minor',
  stringComparison: 'OrdinalIgnoreCase',
  outputClaimIfMatched: 'B2C_V1_90001',
} as const;
testTransform(setClaimsIfStringsMatch, [
  {
    name: 'sets the claim',
    claims: { claimToMatch: 'minor' },
    parameters: match,
    output: { outputClaim: 'B2C_V1_90001', stringCompareResultClaim: true },
  },
  {
    name: 'empties it for another text',
    claims: { claimToMatch: 'Teen' },
    parameters: match,
    output: { outputClaim: null, stringCompareResultClaim: false },
  },
  {
    name: 'empties it without a value',
    claims: { claimToMatch: undefined },
    parameters: match,
    output: { outputClaim: null, stringCompareResultClaim: false },
  },
]);

testTransform(stringContains, [
  {
    name: 'ignores case if asked to',
    claims: { inputClaim: 'blue, Green' },
    parameters: { contains: 'green', ignoreCase: 'true' },
    output: { outputClaim: true },
  },
  {
    name: 'looks at case',
    claims: { inputClaim: 'blue, Green' },
    parameters: { contains: 'green', ignoreCase: 'false' },
    output: { outputClaim: false },
  },
  {
    name: 'takes a dot for a dot',
    claims: { inputClaim: 'abc' },
    parameters: { contains: 'a.c', ignoreCase: 'true' },
    output: { outputClaim: false },
  },
  {
    name: 'finds empty text in any',
    claims: { inputClaim: '' },
    parameters: { contains: '', ignoreCase: 'false' },
    output: { outputClaim: true },
  },
  {
    name: 'finds nothing without a value',
    claims: { inputClaim: undefined },
    parameters: { contains: '', ignoreCase: 'false' },
    output: { outputClaim: false },
  },
]);
