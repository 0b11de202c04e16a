import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

/** All digits of a long are kept. Partly unconfirmed. @see facts claims-transformations 5 */
export const convertNumberToStringClaim = defineTransformation({
  method: 'ConvertNumberToStringClaim',
  summary: 'The digits of a long.',
  unconfirmed:
    'An int is refused, as a current page has long only. A claim without a value empties the output.',
  inputClaims: { inputClaim: orAbsent('long') },
  outputClaims: { outputClaim: 'string' },
  example: {
    claims: { inputClaim: 9007199254740993n },
    output: { outputClaim: '9007199254740993' },
  },
  transform: ({ inputClaim }) => ({ outputClaim: inputClaim?.toString() ?? null }),
});
