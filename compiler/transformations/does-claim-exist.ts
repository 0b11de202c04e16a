import { defineTransformation } from '../define-transformation.ts';
import { everyDataType, orNull } from '../transformation-slots.ts';

/** Partly unconfirmed. @see facts claims-transformations 5 */
export const doesClaimExist = defineTransformation({
  method: 'DoesClaimExist',
  summary: 'Whether the claim exists, though it be empty.',
  unconfirmed: 'An empty collection exists.',
  inputClaims: { inputClaim: orNull(...everyDataType) },
  outputClaims: { outputClaim: 'boolean' },
  example: { claims: { inputClaim: '' }, output: { outputClaim: true } },
  transform: ({ inputClaim }) => ({ outputClaim: inputClaim !== undefined }),
});
