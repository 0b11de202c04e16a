import { defineTransformation } from '../define-transformation.ts';

/** Unconfirmed where a claim has no value. @see facts claims-transformations 3 */
export const orClaims = defineTransformation({
  method: 'OrClaims',
  summary: 'Whether one of the claims, or both, is true.',
  inputClaims: { inputClaim1: 'boolean', inputClaim2: 'boolean' },
  outputClaims: { outputClaim: 'boolean' },
  example: { claims: { inputClaim1: false, inputClaim2: true }, output: { outputClaim: true } },
  transform: ({ inputClaim1, inputClaim2 }) => ({ outputClaim: inputClaim1 || inputClaim2 }),
});
