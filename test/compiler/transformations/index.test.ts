import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { kebabCase } from '../../../compiler/names.ts';
import { runTransformation } from '../../../compiler/run-transformation.ts';
import { findTransformation, transformations } from '../../../compiler/transformations/index.ts';
import { TransformationFailed } from '../../../shared/errors.ts';
import { exampleContext, exampleElement } from '../../support/transformation-example.ts';

const folder = new URL('../../../compiler/transformations/', import.meta.url);

/** @see facts claims-transformations 2 and 10 */
const documented =
  `AndClaims OrClaims NotClaims AssertBooleanClaimIsEqualToValue CompareBooleanClaimToValue
  AssertDateTimeIsGreaterThan ConvertDateTimeToDateClaim ConvertDateToDateTimeClaim DateTimeComparison
  GetCurrentDateTime IsTermsOfUseConsentRequired CopyClaim DoesClaimExist Hash AdjustNumber AssertNumber
  ConvertNumberToStringClaim CreateJsonArray GenerateJson GetClaimFromJson GetClaimsFromJsonArray
  GetClaimsFromJsonArrayV2 GetNumericClaimFromJson GetSingleItemFromJson GetSingleValueFromJsonArray
  XmlStringToJsonString ConvertPhoneNumberClaimToString ConvertStringToPhoneNumberClaim
  GetNationalNumberAndCountryCodeFromPhoneNumberString AddItemToAlternativeSecurityIdCollection
  CreateAlternativeSecurityId GetIdentityProvidersFromAlternativeSecurityIdCollectionTransformation
  RemoveAlternativeSecurityIdByIdentityProvider AssertStringClaimsAreEqual BuildUri ChangeCase CompareClaims
  CompareClaimToValue CopyClaimIfPredicateMatch CreateOtpSecret CreateRandomString CreateStringClaim
  FormatLocalizedString FormatStringClaim FormatStringMultipleClaims GetLocalizedStringsTransformation
  GetMappedValueFromLocalizedCollection LookupValue NullClaim ParseDomain SetClaimIfBooleansMatch
  SetClaimsIfRegexMatch SetClaimsIfStringsAreEqual SetClaimsIfStringsMatch StringContains StringJoin
  StringReplace StringSplit StringSubstring AddItemToStringCollection AddParameterToStringCollection
  GetSingleItemFromStringCollection StringCollectionContains StringCollectionContainsClaim`.split(
    /\s+/,
  );
const undocumented = `CreateUserIdentity AddItemToUserIdentityCollection
  GetIssuersFromUserIdentityCollectionTransformation RemoveUserIdentityFromCollectionByIssuer
  GuidAndRandomGenerator GetAgeGroupConsentProvidedAndRequiresConsent GetAgeGroupAndConsentProvided`.split(
  /\s+/,
);

test('every method of the facts is defined once, and no other', () => {
  assert.equal(documented.length, 64);
  const methods = (isUndocumented: boolean) =>
    transformations.filter((known) => (known.isUndocumented ?? false) === isUndocumented);
  assert.deepEqual(
    methods(false).map(({ method }) => method),
    documented,
  );
  assert.deepEqual(
    methods(true).map(({ method }) => method),
    undocumented,
  );
});

test('a method is found in any case', () => {
  assert.equal(findTransformation('setClaimsIfRegexMatch')?.method, 'SetClaimsIfRegexMatch');
  assert.equal(findTransformation('UrlEncode'), undefined);
  assert.equal(findTransformation('constructor'), undefined);
});

test('a method has a file of its name, of at most 40 lines', () => {
  const files = transformations.map(({ method }) => `${kebabCase(method)}.ts`);
  assert.deepEqual(readdirSync(folder).sort(), [...files, 'index.ts'].sort());
  for (const { method } of transformations) {
    const text = readFileSync(new URL(`${kebabCase(method)}.ts`, folder), 'utf8');
    const constant = method[0]?.toLowerCase() + method.slice(1);
    assert.match(text, new RegExp(`export const ${constant} =\\s+defineTransformation\\(`));
    assert.ok(text.split('\n').length <= 41, `${method} is too long`);
  }
});

test('only the methods on age gating are refused', () => {
  const refused = transformations.filter(({ refusal }) => refusal !== undefined);
  assert.deepEqual(
    refused.map(({ method }) => method),
    ['GetAgeGroupConsentProvidedAndRequiresConsent', 'GetAgeGroupAndConsentProvided'],
  );
});

test('the message keys are those of the facts', () => {
  const keys = transformations.flatMap(({ messageKey }) => messageKey ?? []);
  assert.deepEqual(keys, [
    'UserMessageIfClaimsTransformationBooleanValueIsNotEqual',
    'DateTimeGreaterThan',
    'AssertNumberError',
    'UserMessageIfClaimsTransformationInvalidPhoneNumber',
    'UserMessageIfPhoneNumberParseFailure',
    'UserMessageIfClaimsTransformationStringsAreNotEqual',
    'LookupNotFound',
  ]);
});

for (const {
  method,
  signature,
  summary,
  unconfirmed,
  messageKey,
  example,
  refusal,
} of transformations) {
  test(`${method} is well-formed`, () => {
    const { inputClaims, inputParameters, outputClaims, otherOutputClaims } = signature;
    assert.match(summary, /^[A-Z].*\.$/);
    assert.match(unconfirmed ?? 'None.', /^[A-Z"].*\.$/);
    assert.notEqual(example === undefined, refusal === undefined);
    assert.ok(outputClaims.size > 0 || otherOutputClaims || messageKey, 'it has an effect');
    for (const slot of [...inputClaims.values(), ...outputClaims.values()]) {
      assert.ok(slot.dataTypes.length > 0);
      if (slot.sameTypeAs) assert.ok(inputClaims.has(slot.sameTypeAs));
    }
    for (const { dataType, allowedValues, defaultValue } of inputParameters.values()) {
      if (allowedValues) assert.equal(dataType, 'string');
      if (allowedValues && defaultValue) assert.ok(allowedValues.includes(String(defaultValue)));
    }
  });
}

for (const transformation of transformations) {
  const { example, method } = transformation;
  if (!example) continue;
  test(`the example of ${method} ends as it says`, async () => {
    const element = exampleElement(transformation, example);
    const run = () => runTransformation(element, exampleContext(transformation, example));
    if (example.failsWith !== undefined) {
      assert.equal(example.failsWith, transformation.messageKey);
      await assert.rejects(run, (error) => {
        return error instanceof TransformationFailed && error.messageKey === example.failsWith;
      });
      return;
    }
    const results = await run();
    const output = results.map(({ claimTypeReferenceId, value }) => [claimTypeReferenceId, value]);
    assert.deepEqual(Object.fromEntries(output), example.output);
  });
}
