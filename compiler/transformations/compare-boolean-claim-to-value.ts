import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Unconfirmed where the claim has no value. @see facts claims-transformations 3 */
export const compareBooleanClaimToValue = defineTransformation({
  method: 'CompareBooleanClaimToValue',
  summary: 'Whether the claim is what the parameter says.',
  unconfirmed: 'A claim without a value is not equal.',
  inputClaims: { inputClaim: orAbsent('boolean') },
  inputParameters: { valueToCompareTo: 'boolean' },
  outputClaims: { compareResult: 'boolean' },
  example: {
    claims: { inputClaim: true },
    parameters: { valueToCompareTo: 'true' },
    output: { compareResult: true },
  },
  transform: ({ inputClaim }, { valueToCompareTo }) => ({
    compareResult: inputClaim === valueToCompareTo,
  }),
});
