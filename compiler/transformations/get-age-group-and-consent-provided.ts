import { ageGatingRefusal } from '../age-gating.ts';
import { defineTransformation, refused } from '../define-transformation.ts';
import { optionalClaim } from '../transformation-slots.ts';

/** Accepted in a policy, never run. Only one of its outputs is known. @see facts claims-transformations 10 */
export const getAgeGroupAndConsentProvided = defineTransformation({
  method: 'GetAgeGroupAndConsentProvided',
  summary: 'The age group of a user, and whether regulations want the consent of a parent.',
  refusal: ageGatingRefusal,
  isUndocumented: true,
  inputClaims: { dateOfBirth: 'date', countryCode: 'string', consentProvidedForMinor: 'string' },
  outputClaims: {
    ageGroup: optionalClaim('string'),
    doRegulationsRequireParentalConsent: optionalClaim('boolean'),
    consentProvidedForMinor: optionalClaim('string'),
  },
  transform: () => refused(ageGatingRefusal),
});
