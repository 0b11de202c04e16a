import { TransformationFailed } from '../../shared/errors.ts';
import { defineTransformation } from '../define-transformation.ts';

/** As in .NET, what lies beyond the end ends the journey. @see facts claims-transformations 9 */
export const stringSubstring = defineTransformation({
  method: 'StringSubstring',
  summary:
    'A part of the claim, from a startIndex that counts from 0; it must lie within the claim.',
  inputClaims: { inputClaim: 'string' },
  inputParameters: { startIndex: 'int', length: 'int' },
  outputClaims: { outputClaim: 'string' },
  example: {
    claims: { inputClaim: 'NO-8812' },
    parameters: { startIndex: '0', length: '2' },
    output: { outputClaim: 'NO' },
  },
  transform: ({ inputClaim }, { startIndex, length }) => {
    const end = startIndex + length;
    const isWithin = startIndex >= 0 && length >= 0 && end <= inputClaim.length;
    if (!isWithin) throw new TransformationFailed('The part lies beyond the text.');
    return { outputClaim: inputClaim.slice(startIndex, end) };
  },
});
