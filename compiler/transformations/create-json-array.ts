import { defineTransformation } from '../define-transformation.ts';

/** `a"b` makes `["a\"b"]`. @see facts claims-transformations 6 */
export const createJsonArray = defineTransformation({
  method: 'CreateJsonArray',
  summary: 'A JSON array of which the claim is the only item.',
  inputClaims: { inputClaim: 'string' },
  outputClaims: { outputClaim: 'string' },
  example: { claims: { inputClaim: 'a"b' }, output: { outputClaim: '["a\\"b"]' } },
  transform: ({ inputClaim }) => ({ outputClaim: JSON.stringify([inputClaim]) }),
});
