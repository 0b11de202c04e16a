import { defineTransformation } from '../define-transformation.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Its form is known from one example. @see facts claims-transformations 9 */
export const createOtpSecret = defineTransformation({
  method: 'CreateOtpSecret',
  summary: 'A random secret for TOTP.',
  unconfirmed: 'It has 16 characters of lower-case base32.',
  outputClaims: { outputClaim: 'string' },
  example: { output: { outputClaim: 'aaaaaaaaaaaaaaak' } },
  transform: (_inputClaims, _inputParameters, { randomBytes }) => ({
    outputClaim: Array.from(randomBytes(16), (byte) => alphabet[byte % alphabet.length]).join(''),
  }),
});
