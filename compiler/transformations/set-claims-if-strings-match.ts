import { defineTransformation } from '../define-transformation.ts';
import { areEqual, stringComparison } from '../string-comparison.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Unconfirmed where the claim has no value. @see facts claims-transformations 9 */
export const setClaimsIfStringsMatch = defineTransformation({
  method: 'SetClaimsIfStringsMatch',
  summary: 'Whether the claim is the text of matchTo; sets the output if it is, empties it if not.',
  unconfirmed: 'A claim without a value is not equal.',
  inputClaims: { claimToMatch: orAbsent('string') },
  inputParameters: { matchTo: 'string', stringComparison, outputClaimIfMatched: 'string' },
  outputClaims: { outputClaim: 'string', stringCompareResultClaim: 'boolean' },
  example: {
    claims: { claimToMatch: 'Teen' },
    parameters: {
      matchTo: 'Minor',
      stringComparison: 'ordinalIgnoreCase',
      outputClaimIfMatched: 'B2C_V1_90001',
    },
    output: { outputClaim: null, stringCompareResultClaim: false },
  },
  transform: ({ claimToMatch }, { matchTo, stringComparison, outputClaimIfMatched }) => {
    const isEqual = areEqual(claimToMatch, matchTo, stringComparison === 'OrdinalIgnoreCase');
    return {
      outputClaim: isEqual ? outputClaimIfMatched : null,
      stringCompareResultClaim: isEqual,
    };
  },
});
