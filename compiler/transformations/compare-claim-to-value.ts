import { defineTransformation } from '../define-transformation.ts';
import { areEqual, equalOrNot, trueOrFalse } from '../string-comparison.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Unconfirmed where the claim has no value. @see facts claims-transformations 9 */
export const compareClaimToValue = defineTransformation({
  method: 'CompareClaimToValue',
  summary: 'Whether the claim is the text of the parameter, or is not.',
  unconfirmed: 'A claim without a value is not equal.',
  inputClaims: { inputClaim1: orAbsent('string') },
  inputParameters: { compareTo: 'string', operator: equalOrNot, ignoreCase: trueOrFalse },
  outputClaims: { outputClaim: 'boolean' },
  example: {
    claims: { inputClaim1: 'v3' },
    parameters: { compareTo: 'V3', operator: 'EQUAL', ignoreCase: 'true' },
    output: { outputClaim: true },
  },
  transform: ({ inputClaim1 }, { compareTo, operator, ignoreCase }) => {
    const isEqual = areEqual(inputClaim1, compareTo, ignoreCase === 'true');
    return { outputClaim: isEqual === (operator === 'EQUAL') };
  },
});
