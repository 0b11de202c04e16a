import { TransformationFailed } from '../../shared/errors.ts';
import { defineTransformation } from '../define-transformation.ts';
import { splitPhoneNumber } from '../phone-number.ts';
import { oneOf, orAbsent, parameterOr } from '../transformation-slots.ts';

const messageKey = 'UserMessageIfPhoneNumberParseFailure';

/** Partly unconfirmed. @see facts claims-transformations 7 */
export const getNationalNumberAndCountryCodeFromPhoneNumberString = defineTransformation({
  method: 'GetNationalNumberAndCountryCodeFromPhoneNumberString',
  summary:
    'Splits an international phone number; what is none leaves the outputs as they are, or fails.',
  unconfirmed:
    'Without countryCodeType it is CallingCode. Where countries share a calling code, libphonenumber decides.',
  messageKey,
  inputClaims: { phoneNumber: orAbsent('string') },
  inputParameters: {
    throwExceptionOnFailure: parameterOr('boolean', false),
    countryCodeType: parameterOr(oneOf('CallingCode', 'ISO3166'), 'CallingCode'),
  },
  outputClaims: { nationalNumber: 'string', countryCode: 'string' },
  example: {
    claims: { phoneNumber: '+47 12 34 56 78' },
    parameters: { throwExceptionOnFailure: 'false', countryCodeType: 'ISO3166' },
    output: { nationalNumber: '12345678', countryCode: 'NO' },
  },
  transform: async ({ phoneNumber = '' }, { throwExceptionOnFailure, countryCodeType }) => {
    const parts = await splitPhoneNumber(phoneNumber);
    const isIso = countryCodeType === 'ISO3166';
    const countryCode = isIso ? parts?.country : parts && `+${parts.callingCode}`;
    if (countryCode !== undefined) return { nationalNumber: parts?.nationalNumber, countryCode };
    if (!throwExceptionOnFailure) return { nationalNumber: undefined, countryCode: undefined };
    throw new TransformationFailed('The text is no phone number.', messageKey);
  },
});
