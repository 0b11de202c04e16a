import { defineTransformation } from '../define-transformation.ts';
import { orAbsent, sameTypeAs } from '../transformation-slots.ts';

/** Unconfirmed where the claim has no value. @see facts claims-transformations 5 */
export const copyClaim = defineTransformation({
  method: 'CopyClaim',
  summary: 'Copies the claim to another of the same DataType.',
  unconfirmed: 'A claim without a value empties the output.',
  inputClaims: { inputClaim: orAbsent('string', 'int') },
  outputClaims: { outputClaim: sameTypeAs('inputClaim', orAbsent('string', 'int')) },
  example: {
    claims: { inputClaim: 'ana@x.example' },
    output: { outputClaim: 'ana@x.example' },
  },
  transform: ({ inputClaim = null }) => ({ outputClaim: inputClaim }),
});
