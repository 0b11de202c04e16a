import { defineTransformation } from '../define-transformation.ts';
import { areEqual, equalOrNot, trueOrFalse } from '../string-comparison.ts';
import { orAbsent, parameterOr } from '../transformation-slots.ts';

/** Unconfirmed where a claim has no value. @see facts claims-transformations 9 */
export const compareClaims = defineTransformation({
  method: 'CompareClaims',
  summary: 'Whether two claims are the same text, or are not.',
  unconfirmed:
    'Without ignoreCase case matters. A claim without a value equals only another one without.',
  inputClaims: { inputClaim1: orAbsent('string'), inputClaim2: orAbsent('string') },
  inputParameters: { operator: equalOrNot, ignoreCase: parameterOr(trueOrFalse, 'false') },
  outputClaims: { outputClaim: 'boolean' },
  example: {
    claims: { inputClaim1: 'x', inputClaim2: 'y' },
    parameters: { operator: 'NOT EQUAL', ignoreCase: 'true' },
    output: { outputClaim: true },
  },
  transform: ({ inputClaim1, inputClaim2 }, { operator, ignoreCase }) => {
    const isEqual = areEqual(inputClaim1, inputClaim2, ignoreCase === 'true');
    return { outputClaim: isEqual === (operator === 'EQUAL') };
  },
});
