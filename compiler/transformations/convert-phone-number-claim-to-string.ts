import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Unconfirmed where the claim has no value. @see facts claims-transformations 7 */
export const convertPhoneNumberClaimToString = defineTransformation({
  method: 'ConvertPhoneNumberClaimToString',
  summary: 'A phone number as text.',
  unconfirmed: 'A claim without a value empties the output.',
  inputClaims: { phoneNumber: orAbsent('phoneNumber') },
  outputClaims: { phoneNumberString: 'string' },
  example: {
    claims: { phoneNumber: '+4712345678' },
    output: { phoneNumberString: '+4712345678' },
  },
  transform: ({ phoneNumber = null }) => ({ phoneNumberString: phoneNumber }),
});
