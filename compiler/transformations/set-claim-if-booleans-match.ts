import { defineTransformation } from '../define-transformation.ts';
import { trueOrFalse } from '../string-comparison.ts';

/** The page says that the claim is a string; it is a boolean. @see facts claims-transformations 9 */
export const setClaimIfBooleansMatch = defineTransformation({
  method: 'SetClaimIfBooleansMatch',
  summary:
    'Sets the output if the claim is what matchTo says; otherwise the output stays as it is.',
  inputClaims: { claimToMatch: 'boolean' },
  inputParameters: { matchTo: trueOrFalse, outputClaimIfMatched: 'string' },
  outputClaims: { outputClaim: 'string' },
  example: {
    claims: { claimToMatch: true },
    parameters: { matchTo: 'true', outputClaimIfMatched: 'ok' },
    output: { outputClaim: 'ok' },
  },
  transform: ({ claimToMatch }, { matchTo, outputClaimIfMatched }) => ({
    outputClaim: claimToMatch === (matchTo === 'true') ? outputClaimIfMatched : undefined,
  }),
});
