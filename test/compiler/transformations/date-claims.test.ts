import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assertDateTimeIsGreaterThan } from '../../../compiler/transformations/assert-date-time-is-greater-than.ts';
import { convertDateTimeToDateClaim } from '../../../compiler/transformations/convert-date-time-to-date-claim.ts';
import { convertDateToDateTimeClaim } from '../../../compiler/transformations/convert-date-to-date-time-claim.ts';
import { dateTimeComparison } from '../../../compiler/transformations/date-time-comparison.ts';
import { getCurrentDateTime } from '../../../compiler/transformations/get-current-date-time.ts';
import { isTermsOfUseConsentRequired } from '../../../compiler/transformations/is-terms-of-use-consent-required.ts';
import { testTransform } from '../../support/transformations.ts';

const tolerant = {
  AssertIfEqualTo: false,
  AssertIfRightOperandIsNotPresent: true,
  TreatAsEqualIfWithinMillseconds: 300_000,
} as const;
const strict = {
  AssertIfEqualTo: true,
  AssertIfRightOperandIsNotPresent: false,
  TreatAsEqualIfWithinMillseconds: 0,
} as const;

testTransform(assertDateTimeIsGreaterThan, [
  {
    name: 'fails where the right operand is a day later',
    claims: { leftOperand: '2024-05-01T08:00:00', rightOperand: '2024-05-02T08:00:00' },
    parameters: tolerant,
    fails: 'DateTimeGreaterThan',
  },
  {
    name: 'goes on where the right operand is later within the tolerance',
    claims: { leftOperand: '2024-05-01T08:00:00', rightOperand: '2024-05-01T08:02:00' },
    parameters: tolerant,
    output: {},
  },
  {
    name: 'goes on where the left operand is later',
    claims: { leftOperand: '2024-05-02T08:00:00Z', rightOperand: '2024-05-01T08:00:00Z' },
    parameters: strict,
    output: {},
  },
  {
    name: 'fails where both are the same and AssertIfEqualTo is true',
    claims: { leftOperand: '2024-05-01T08:00:00Z', rightOperand: '2024-05-01T10:00:00+02:00' },
    parameters: strict,
    fails: 'DateTimeGreaterThan',
  },
  {
    name: 'fails where the left operand is later within the tolerance and AssertIfEqualTo is true',
    claims: { leftOperand: '2024-05-01T08:02:00Z', rightOperand: '2024-05-01T08:00:00Z' },
    parameters: { ...tolerant, AssertIfEqualTo: true },
    fails: 'DateTimeGreaterThan',
  },
  {
    name: 'reads seven digits of a second',
    claims: { leftOperand: '2024-05-01T08:00:00.0020000Z', rightOperand: '2024-05-01T08:00:00Z' },
    parameters: strict,
    output: {},
  },
  {
    name: 'goes on without a right operand if it may be missing',
    claims: { leftOperand: '2024-05-01T08:00:00Z', rightOperand: undefined },
    parameters: tolerant,
    output: {},
  },
  {
    name: 'fails without a right operand if it may not be missing',
    claims: { leftOperand: '2024-05-01T08:00:00Z', rightOperand: undefined },
    parameters: strict,
    fails: 'DateTimeGreaterThan',
  },
  {
    name: 'fails without a left operand',
    claims: { leftOperand: undefined, rightOperand: '2024-05-01T08:00:00Z' },
    parameters: tolerant,
    fails: 'DateTimeGreaterThan',
  },
  {
    name: 'cannot read what is no date',
    claims: { leftOperand: '1 May', rightOperand: '2024-05-01T08:00:00Z' },
    parameters: tolerant,
    fails: 'without a message',
  },
]);

testTransform(convertDateTimeToDateClaim, [
  {
    name: 'drops the time',
    claims: { inputClaim: new Date('2023-11-05T21:10:00Z') },
    output: { outputClaim: '2023-11-05' },
  },
  {
    name: 'keeps the day of UTC',
    claims: { inputClaim: new Date('2023-11-05T23:10:00-05:00') },
    output: { outputClaim: '2023-11-06' },
  },
  {
    name: 'is empty without a value',
    claims: { inputClaim: undefined },
    output: { outputClaim: null },
  },
]);

testTransform(convertDateToDateTimeClaim, [
  {
    name: 'adds midnight',
    claims: { inputClaim: '2023-11-05' },
    output: { outputClaim: new Date('2023-11-05T00:00:00.000Z') },
  },
  {
    name: 'is empty without a value',
    claims: { inputClaim: undefined },
    output: { outputClaim: null },
  },
]);

test('a date survives the way to a dateTime and back', () => {
  const days = fc.date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(days, (date) => {
      const inputClaim = date.toISOString().slice(0, 10);
      const { outputClaim } = convertDateToDateTimeClaim.transform({ inputClaim });
      const back = convertDateTimeToDateClaim.transform({ inputClaim: outputClaim ?? undefined });
      assert.equal(back.outputClaim, inputClaim);
    }),
  );
});

const january = new Date('2024-01-31T00:00:00Z');
const february = new Date('2024-02-15T00:00:00Z');
const month = 2_592_000;
testTransform(dateTimeComparison, [
  {
    name: 'adds the time span before it looks for later',
    claims: { firstDateTime: january, secondDateTime: february },
    parameters: { operator: 'later than', timeSpanInSeconds: month },
    output: { result: true },
  },
  {
    name: 'finds that it is not earlier',
    claims: { firstDateTime: january, secondDateTime: february },
    parameters: { operator: 'earlier than', timeSpanInSeconds: month },
    output: { result: false },
  },
  {
    name: 'takes a time span below zero',
    claims: { firstDateTime: february, secondDateTime: january },
    parameters: { operator: 'earlier than', timeSpanInSeconds: -month },
    output: { result: true },
  },
  {
    name: 'finds the same instant',
    claims: { firstDateTime: january, secondDateTime: new Date('2024-01-31T00:01:00Z') },
    parameters: { operator: 'same', timeSpanInSeconds: 60 },
    output: { result: true },
  },
  {
    name: 'finds another instant',
    claims: { firstDateTime: january, secondDateTime: new Date('2024-01-31T00:00:00.001Z') },
    parameters: { operator: 'same', timeSpanInSeconds: 0 },
    output: { result: false },
  },
  {
    name: 'compares with now without a second date',
    claims: { firstDateTime: january, secondDateTime: undefined },
    parameters: { operator: 'earlier than', timeSpanInSeconds: 0 },
    call: { now: new Date('2024-01-31T00:00:01Z') },
    output: { result: true },
  },
]);

testTransform(getCurrentDateTime, [
  {
    name: "is the call's clock",
    call: { now: new Date('2024-04-02T09:30:00Z') },
    output: { currentDateTime: new Date('2024-04-02T09:30:00Z') },
  },
]);

const termsOfUseTextUpdateDateTime = new Date('2023-06-01T00:00:00Z');
testTransform(isTermsOfUseConsentRequired, [
  {
    name: 'is true of a consent before the update',
    claims: { termsOfUseConsentDateTime: new Date('2023-01-10T10:00:00Z') },
    parameters: { termsOfUseTextUpdateDateTime },
    output: { result: true },
  },
  {
    name: 'is false of a consent after it',
    claims: { termsOfUseConsentDateTime: new Date('2023-06-01T00:00:01Z') },
    parameters: { termsOfUseTextUpdateDateTime },
    output: { result: false },
  },
  {
    name: 'is false of a consent at the very instant',
    claims: { termsOfUseConsentDateTime: termsOfUseTextUpdateDateTime },
    parameters: { termsOfUseTextUpdateDateTime },
    output: { result: false },
  },
  {
    name: 'is true without a consent',
    claims: { termsOfUseConsentDateTime: undefined },
    parameters: { termsOfUseTextUpdateDateTime },
    output: { result: true },
  },
]);
