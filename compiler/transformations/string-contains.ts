import { defineTransformation } from '../define-transformation.ts';
import { toUpperInvariant, trueOrFalse } from '../string-comparison.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Unconfirmed for an empty parameter, and where the claim has no value. @see facts claims-transformations 9 */
export const stringContains = defineTransformation({
  method: 'StringContains',
  summary: 'Whether the parameter occurs in the claim.',
  unconfirmed: 'Empty text occurs in any; a claim without a value contains nothing.',
  inputClaims: { inputClaim: orAbsent('string') },
  inputParameters: { contains: 'string', ignoreCase: trueOrFalse },
  outputClaims: { outputClaim: 'boolean' },
  example: {
    claims: { inputClaim: 'blue, Green' },
    parameters: { contains: 'green', ignoreCase: 'true' },
    output: { outputClaim: true },
  },
  transform: ({ inputClaim }, { contains, ignoreCase }) => {
    const fold = ignoreCase === 'true' ? toUpperInvariant : (text: string) => text;
    return { outputClaim: inputClaim !== undefined && fold(inputClaim).includes(fold(contains)) };
  },
});
