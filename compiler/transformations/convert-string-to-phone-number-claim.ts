import { TransformationFailed } from '../../shared/errors.ts';
import { defineTransformation } from '../define-transformation.ts';
import { toInternational } from '../phone-number.ts';
import { optionalClaim, orAbsent } from '../transformation-slots.ts';

const messageKey = 'UserMessageIfClaimsTransformationInvalidPhoneNumber';

/** No check of numbering plans. Partly unconfirmed. @see facts claims-transformations 7 */
export const convertStringToPhoneNumberClaim = defineTransformation({
  method: 'ConvertStringToPhoneNumberClaim',
  summary: 'Text as a phone number: international, or national with an ISO 3166 country beside it.',
  unconfirmed: 'Text that begins with `+` is international though there be a country.',
  messageKey,
  inputClaims: { phoneNumberString: orAbsent('string'), country: optionalClaim('string') },
  outputClaims: { outputClaim: 'phoneNumber' },
  example: {
    claims: { phoneNumberString: '12 34 56 78', country: 'NO' },
    output: { outputClaim: '+4712345678' },
  },
  transform: async ({ phoneNumberString = '', country }) => {
    const outputClaim = await toInternational(phoneNumberString, country);
    if (outputClaim !== undefined) return { outputClaim };
    throw new TransformationFailed('The text is no phone number.', messageKey);
  },
});
