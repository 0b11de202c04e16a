import { TransformationFailed } from '../../shared/errors.ts';
import { defineTransformation } from '../define-transformation.ts';

/** The page calls the output a boolean; it is a string. @see facts claims-transformations 9 */
export const stringReplace = defineTransformation({
  method: 'StringReplace',
  summary: 'Replaces each oldValue in the claim by newValue.',
  inputClaims: { inputClaim: 'string' },
  inputParameters: { oldValue: 'string', newValue: 'string' },
  outputClaims: { outputClaim: 'string' },
  example: {
    claims: { inputClaim: '1-2-3' },
    parameters: { oldValue: '-', newValue: '' },
    output: { outputClaim: '123' },
  },
  transform: ({ inputClaim }, { oldValue, newValue }) => {
    if (oldValue === '') throw new TransformationFailed('The parameter "oldValue" is empty.');
    return { outputClaim: inputClaim.replaceAll(oldValue, () => newValue) };
  },
});
