import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Unconfirmed where both instants are the same. @see facts claims-transformations 4 */
export const isTermsOfUseConsentRequired = defineTransformation({
  method: 'IsTermsOfUseConsentRequired',
  summary: 'Whether the user has not consented, or consented before the text was updated.',
  unconfirmed: 'Consent at the very instant of the update suffices.',
  inputClaims: { termsOfUseConsentDateTime: orAbsent('dateTime') },
  inputParameters: { termsOfUseTextUpdateDateTime: 'dateTime' },
  outputClaims: { result: 'boolean' },
  example: {
    claims: { termsOfUseConsentDateTime: new Date('2023-01-10T10:00:00Z') },
    parameters: { termsOfUseTextUpdateDateTime: '2023-06-01' },
    output: { result: true },
  },
  transform: (
    { termsOfUseConsentDateTime: consent },
    { termsOfUseTextUpdateDateTime: update },
  ) => ({
    result: consent === undefined || consent < update,
  }),
});
