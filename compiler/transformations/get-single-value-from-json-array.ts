import { TransformationFailed } from '../../shared/errors.ts';
import { defineTransformation } from '../define-transformation.ts';
import { jsonToText, readJsonArray } from '../json-claims.ts';

/** Unconfirmed for an empty array. @see facts claims-transformations 6 */
export const getSingleValueFromJsonArray = defineTransformation({
  method: 'GetSingleValueFromJsonArray',
  summary: 'The first item of a JSON array, as text.',
  unconfirmed: 'An empty array ends the journey.',
  inputClaims: { inputJsonClaim: 'string' },
  outputClaims: { extractedClaim: 'string' },
  example: {
    claims: { inputJsonClaim: '["north","south"]' },
    output: { extractedClaim: 'north' },
  },
  transform: ({ inputJsonClaim }) => {
    const [first] = readJsonArray(inputJsonClaim);
    if (first === undefined) throw new TransformationFailed('The JSON array is empty.');
    return { extractedClaim: jsonToText(first) };
  },
});
