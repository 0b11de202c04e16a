import type { Transformation } from '../define-transformation.ts';
import { IdMap } from '../id-map.ts';
import { addItemToAlternativeSecurityIdCollection } from './add-item-to-alternative-security-id-collection.ts';
import { addItemToStringCollection } from './add-item-to-string-collection.ts';
import { addItemToUserIdentityCollection } from './add-item-to-user-identity-collection.ts';
import { addParameterToStringCollection } from './add-parameter-to-string-collection.ts';
import { adjustNumber } from './adjust-number.ts';
import { andClaims } from './and-claims.ts';
import { assertBooleanClaimIsEqualToValue } from './assert-boolean-claim-is-equal-to-value.ts';
import { assertDateTimeIsGreaterThan } from './assert-date-time-is-greater-than.ts';
import { assertNumber } from './assert-number.ts';
import { assertStringClaimsAreEqual } from './assert-string-claims-are-equal.ts';
import { buildUri } from './build-uri.ts';
import { changeCase } from './change-case.ts';
import { compareBooleanClaimToValue } from './compare-boolean-claim-to-value.ts';
import { compareClaimToValue } from './compare-claim-to-value.ts';
import { compareClaims } from './compare-claims.ts';
import { convertDateTimeToDateClaim } from './convert-date-time-to-date-claim.ts';
import { convertDateToDateTimeClaim } from './convert-date-to-date-time-claim.ts';
import { convertNumberToStringClaim } from './convert-number-to-string-claim.ts';
import { convertPhoneNumberClaimToString } from './convert-phone-number-claim-to-string.ts';
import { convertStringToPhoneNumberClaim } from './convert-string-to-phone-number-claim.ts';
import { copyClaim } from './copy-claim.ts';
import { copyClaimIfPredicateMatch } from './copy-claim-if-predicate-match.ts';
import { createAlternativeSecurityId } from './create-alternative-security-id.ts';
import { createJsonArray } from './create-json-array.ts';
import { createOtpSecret } from './create-otp-secret.ts';
import { createRandomString } from './create-random-string.ts';
import { createStringClaim } from './create-string-claim.ts';
import { createUserIdentity } from './create-user-identity.ts';
import { dateTimeComparison } from './date-time-comparison.ts';
import { doesClaimExist } from './does-claim-exist.ts';
import { formatLocalizedString } from './format-localized-string.ts';
import { formatStringClaim } from './format-string-claim.ts';
import { formatStringMultipleClaims } from './format-string-multiple-claims.ts';
import { generateJson } from './generate-json.ts';
import { getAgeGroupAndConsentProvided } from './get-age-group-and-consent-provided.ts';
import { getAgeGroupConsentProvidedAndRequiresConsent } from './get-age-group-consent-provided-and-requires-consent.ts';
import { getClaimFromJson } from './get-claim-from-json.ts';
import { getClaimsFromJsonArray } from './get-claims-from-json-array.ts';
import { getClaimsFromJsonArrayV2 } from './get-claims-from-json-array-v2.ts';
import { getCurrentDateTime } from './get-current-date-time.ts';
import { getIdentityProvidersFromAlternativeSecurityIdCollectionTransformation } from './get-identity-providers-from-alternative-security-id-collection-transformation.ts';
import { getIssuersFromUserIdentityCollectionTransformation } from './get-issuers-from-user-identity-collection-transformation.ts';
import { getLocalizedStringsTransformation } from './get-localized-strings-transformation.ts';
import { getMappedValueFromLocalizedCollection } from './get-mapped-value-from-localized-collection.ts';
import { getNationalNumberAndCountryCodeFromPhoneNumberString } from './get-national-number-and-country-code-from-phone-number-string.ts';
import { getNumericClaimFromJson } from './get-numeric-claim-from-json.ts';
import { getSingleItemFromJson } from './get-single-item-from-json.ts';
import { getSingleItemFromStringCollection } from './get-single-item-from-string-collection.ts';
import { getSingleValueFromJsonArray } from './get-single-value-from-json-array.ts';
import { guidAndRandomGenerator } from './guid-and-random-generator.ts';
import { hash } from './hash.ts';
import { isTermsOfUseConsentRequired } from './is-terms-of-use-consent-required.ts';
import { lookupValue } from './lookup-value.ts';
import { notClaims } from './not-claims.ts';
import { nullClaim } from './null-claim.ts';
import { orClaims } from './or-claims.ts';
import { parseDomain } from './parse-domain.ts';
import { removeAlternativeSecurityIdByIdentityProvider } from './remove-alternative-security-id-by-identity-provider.ts';
import { removeUserIdentityFromCollectionByIssuer } from './remove-user-identity-from-collection-by-issuer.ts';
import { setClaimIfBooleansMatch } from './set-claim-if-booleans-match.ts';
import { setClaimsIfRegexMatch } from './set-claims-if-regex-match.ts';
import { setClaimsIfStringsAreEqual } from './set-claims-if-strings-are-equal.ts';
import { setClaimsIfStringsMatch } from './set-claims-if-strings-match.ts';
import { stringCollectionContains } from './string-collection-contains.ts';
import { stringCollectionContainsClaim } from './string-collection-contains-claim.ts';
import { stringContains } from './string-contains.ts';
import { stringJoin } from './string-join.ts';
import { stringReplace } from './string-replace.ts';
import { stringSplit } from './string-split.ts';
import { stringSubstring } from './string-substring.ts';
import { xmlStringToJsonString } from './xml-string-to-json-string.ts';

/** Methods that the documentation describes together. */
export interface TransformationFamily {
  readonly title: string;
  readonly transformations: readonly Transformation[];
}

/** Every known TransformationMethod, in the order of `docs/transformations.md`. @see facts claims-transformations 2, 10 */
export const transformationFamilies: readonly TransformationFamily[] = [
  {
    title: 'Boolean',
    transformations: [
      andClaims,
      orClaims,
      notClaims,
      assertBooleanClaimIsEqualToValue,
      compareBooleanClaimToValue,
    ],
  },
  {
    title: 'Date',
    transformations: [
      assertDateTimeIsGreaterThan,
      convertDateTimeToDateClaim,
      convertDateToDateTimeClaim,
      dateTimeComparison,
      getCurrentDateTime,
      isTermsOfUseConsentRequired,
    ],
  },
  { title: 'General', transformations: [copyClaim, doesClaimExist, hash] },
  { title: 'Integer', transformations: [adjustNumber, assertNumber, convertNumberToStringClaim] },
  {
    title: 'JSON',
    transformations: [
      createJsonArray,
      generateJson,
      getClaimFromJson,
      getClaimsFromJsonArray,
      getClaimsFromJsonArrayV2,
      getNumericClaimFromJson,
      getSingleItemFromJson,
      getSingleValueFromJsonArray,
      xmlStringToJsonString,
    ],
  },
  {
    title: 'Phone number',
    transformations: [
      convertPhoneNumberClaimToString,
      convertStringToPhoneNumberClaim,
      getNationalNumberAndCountryCodeFromPhoneNumberString,
    ],
  },
  {
    title: 'Social account',
    transformations: [
      addItemToAlternativeSecurityIdCollection,
      createAlternativeSecurityId,
      getIdentityProvidersFromAlternativeSecurityIdCollectionTransformation,
      removeAlternativeSecurityIdByIdentityProvider,
    ],
  },
  {
    title: 'String',
    transformations: [
      assertStringClaimsAreEqual,
      buildUri,
      changeCase,
      compareClaims,
      compareClaimToValue,
      copyClaimIfPredicateMatch,
      createOtpSecret,
      createRandomString,
      createStringClaim,
      formatLocalizedString,
      formatStringClaim,
      formatStringMultipleClaims,
      getLocalizedStringsTransformation,
      getMappedValueFromLocalizedCollection,
      lookupValue,
      nullClaim,
      parseDomain,
      setClaimIfBooleansMatch,
      setClaimsIfRegexMatch,
      setClaimsIfStringsAreEqual,
      setClaimsIfStringsMatch,
      stringContains,
      stringJoin,
      stringReplace,
      stringSplit,
      stringSubstring,
    ],
  },
  {
    title: 'String collection',
    transformations: [
      addItemToStringCollection,
      addParameterToStringCollection,
      getSingleItemFromStringCollection,
      stringCollectionContains,
      stringCollectionContainsClaim,
    ],
  },
  {
    title: 'In no current page',
    transformations: [
      createUserIdentity,
      addItemToUserIdentityCollection,
      getIssuersFromUserIdentityCollectionTransformation,
      removeUserIdentityFromCollectionByIssuer,
      guidAndRandomGenerator,
      getAgeGroupConsentProvidedAndRequiresConsent,
      getAgeGroupAndConsentProvided,
    ],
  },
];

/** Every known TransformationMethod. */
export const transformations = transformationFamilies.flatMap((family) => family.transformations);

const byMethod = new IdMap(transformations.map((known) => [known.method, known] as const));

/** The method of that name in any case: `setClaimsIfRegexMatch` occurs. */
export function findTransformation(method: string): Transformation | undefined {
  return byMethod.get(method);
}
