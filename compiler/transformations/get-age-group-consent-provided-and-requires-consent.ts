import { ageGatingRefusal } from '../age-gating.ts';
import { defineTransformation, refused } from '../define-transformation.ts';

/** Accepted in a policy, never run. @see facts claims-transformations 10 */
export const getAgeGroupConsentProvidedAndRequiresConsent = defineTransformation({
  method: 'GetAgeGroupConsentProvidedAndRequiresConsent',
  summary: 'The age group of a user, and whether a parent must consent.',
  refusal: ageGatingRefusal,
  isUndocumented: true,
  inputClaims: { dateOfBirth: 'date', countryCode: 'string', consentProvidedForMinor: 'string' },
  outputClaims: {
    ageGroup: 'string',
    requiresParentalConsent: 'boolean',
    consentProvidedForMinor: 'string',
  },
  transform: () => refused(ageGatingRefusal),
});
