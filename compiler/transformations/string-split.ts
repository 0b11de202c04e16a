import { defineTransformation } from '../define-transformation.ts';

/** What the output held before is gone. Unconfirmed for empty items. @see facts claims-transformations 9 */
export const stringSplit = defineTransformation({
  method: 'StringSplit',
  summary: 'Splits the claim at each delimiter; what the output held before is gone.',
  unconfirmed: 'Empty items stay; an empty delimiter splits nothing.',
  inputClaims: { inputClaim: 'string' },
  inputParameters: { delimiter: 'string' },
  outputClaims: { outputClaim: 'stringCollection' },
  example: {
    claims: { inputClaim: 'a,b,,c' },
    parameters: { delimiter: ',' },
    output: { outputClaim: ['a', 'b', '', 'c'] },
  },
  transform: ({ inputClaim }, { delimiter }) => ({
    outputClaim: delimiter === '' ? [inputClaim] : inputClaim.split(delimiter),
  }),
});
