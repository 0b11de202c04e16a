import { andClaims } from '../../../compiler/transformations/and-claims.ts';
import { assertBooleanClaimIsEqualToValue } from '../../../compiler/transformations/assert-boolean-claim-is-equal-to-value.ts';
import { compareBooleanClaimToValue } from '../../../compiler/transformations/compare-boolean-claim-to-value.ts';
import { notClaims } from '../../../compiler/transformations/not-claims.ts';
import { orClaims } from '../../../compiler/transformations/or-claims.ts';
import { setClaimIfBooleansMatch } from '../../../compiler/transformations/set-claim-if-booleans-match.ts';
import { testTransform } from '../../support/transformations.ts';

testTransform(andClaims, [
  {
    name: 'is true of two that are true',
    claims: { inputClaim1: true, inputClaim2: true },
    output: { outputClaim: true },
  },
  {
    name: 'is false where the second is',
    claims: { inputClaim1: true, inputClaim2: false },
    output: { outputClaim: false },
  },
  {
    name: 'is false where the first is',
    claims: { inputClaim1: false, inputClaim2: true },
    output: { outputClaim: false },
  },
]);

testTransform(orClaims, [
  {
    name: 'is true where the second is',
    claims: { inputClaim1: false, inputClaim2: true },
    output: { outputClaim: true },
  },
  {
    name: 'is true where the first is',
    claims: { inputClaim1: true, inputClaim2: false },
    output: { outputClaim: true },
  },
  {
    name: 'is false of two that are false',
    claims: { inputClaim1: false, inputClaim2: false },
    output: { outputClaim: false },
  },
]);

testTransform(notClaims, [
  {
    name: 'turns true into false',
    claims: { inputClaim: true },
    output: { outputClaim: false },
  },
  {
    name: 'turns false into true',
    claims: { inputClaim: false },
    output: { outputClaim: true },
  },
]);

const booleanMessage = 'UserMessageIfClaimsTransformationBooleanValueIsNotEqual';
testTransform(assertBooleanClaimIsEqualToValue, [
  {
    name: 'goes on where they are equal',
    claims: { inputClaim: false },
    parameters: { valueToCompareTo: false },
    output: {},
  },
  {
    name: 'fails where they differ',
    claims: { inputClaim: false },
    parameters: { valueToCompareTo: true },
    fails: booleanMessage,
  },
  {
    name: 'fails without a value',
    claims: { inputClaim: undefined },
    parameters: { valueToCompareTo: false },
    fails: booleanMessage,
  },
]);

testTransform(compareBooleanClaimToValue, [
  {
    name: 'is true where they are equal',
    claims: { inputClaim: true },
    parameters: { valueToCompareTo: true },
    output: { compareResult: true },
  },
  {
    name: 'is false where they differ',
    claims: { inputClaim: true },
    parameters: { valueToCompareTo: false },
    output: { compareResult: false },
  },
  {
    name: 'is false without a value',
    claims: { inputClaim: undefined },
    parameters: { valueToCompareTo: false },
    output: { compareResult: false },
  },
]);

const setIf = { outputClaimIfMatched: 'ok' } as const;
testTransform(setClaimIfBooleansMatch, [
  {
    name: 'sets the output on true',
    claims: { claimToMatch: true },
    parameters: { ...setIf, matchTo: 'true' },
    output: { outputClaim: 'ok' },
  },
  {
    name: 'sets the output on false',
    claims: { claimToMatch: false },
    parameters: { ...setIf, matchTo: 'false' },
    output: { outputClaim: 'ok' },
  },
  {
    name: 'leaves the output where they differ',
    claims: { claimToMatch: false },
    parameters: { ...setIf, matchTo: 'true' },
    output: { outputClaim: undefined },
  },
]);
