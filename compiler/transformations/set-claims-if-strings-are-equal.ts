import { defineTransformation } from '../define-transformation.ts';
import { areEqual, stringComparison } from '../string-comparison.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Unconfirmed where the texts differ. @see facts claims-transformations 9 */
export const setClaimsIfStringsAreEqual = defineTransformation({
  method: 'SetClaimsIfStringsAreEqual',
  summary: 'Whether the claim is the text of matchTo; if so, a message and its code are set.',
  unconfirmed: 'If it is not, message and code are emptied.',
  inputClaims: { inputClaim: orAbsent('string') },
  inputParameters: {
    matchTo: 'string',
    stringComparison,
    stringMatchMsg: 'string',
    stringMatchMsgCode: 'string',
  },
  outputClaims: {
    outputClaim1: 'string',
    outputClaim2: 'string',
    stringCompareResultClaim: 'boolean',
  },
  example: {
    claims: { inputClaim: 'v1' },
    parameters: {
      matchTo: 'V1',
      stringComparison: 'OrdinalIgnoreCase',
      stringMatchMsg: 'M',
      stringMatchMsgCode: 'C',
    },
    output: { outputClaim1: 'M', outputClaim2: 'C', stringCompareResultClaim: true },
  },
  transform: ({ inputClaim }, { matchTo, stringComparison, ...matched }) => {
    const isEqual = areEqual(inputClaim, matchTo, stringComparison === 'OrdinalIgnoreCase');
    return {
      outputClaim1: isEqual ? matched.stringMatchMsg : null,
      outputClaim2: isEqual ? matched.stringMatchMsgCode : null,
      stringCompareResultClaim: isEqual,
    };
  },
});
