import { defineTransformation } from '../define-transformation.ts';

/** Unconfirmed where a claim has no value. @see facts claims-transformations 3 */
export const andClaims = defineTransformation({
  method: 'AndClaims',
  summary: 'Whether both claims are true.',
  inputClaims: { inputClaim1: 'boolean', inputClaim2: 'boolean' },
  outputClaims: { outputClaim: 'boolean' },
  example: { claims: { inputClaim1: true, inputClaim2: false }, output: { outputClaim: false } },
  transform: ({ inputClaim1, inputClaim2 }) => ({ outputClaim: inputClaim1 && inputClaim2 }),
});
