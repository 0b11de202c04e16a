import { defineTransformation } from '../define-transformation.ts';

/** Unconfirmed where the claim has no value. @see facts claims-transformations 3 */
export const notClaims = defineTransformation({
  method: 'NotClaims',
  summary: 'Turns true into false and false into true.',
  inputClaims: { inputClaim: 'boolean' },
  outputClaims: { outputClaim: 'boolean' },
  example: { claims: { inputClaim: true }, output: { outputClaim: false } },
  transform: ({ inputClaim }) => ({ outputClaim: !inputClaim }),
});
