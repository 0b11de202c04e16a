import { formatComposite } from '../composite-format.ts';
import { defineTransformation } from '../define-transformation.ts';
import { orAbsent, withExpressions } from '../transformation-slots.ts';

/** An output that is also an input was reported not to change: ours does. @see facts claims-transformations 9 */
export const formatStringMultipleClaims = defineTransformation({
  method: 'FormatStringMultipleClaims',
  summary: 'Puts two claims into a .NET format, in the places of `{0}` and `{1}`.',
  unconfirmed:
    'A claim without a value counts as empty text. An output that is one of the inputs changes; it was reported not to.',
  inputClaims: { inputClaim1: orAbsent('string'), inputClaim2: orAbsent('string') },
  inputParameters: { stringFormat: withExpressions },
  outputClaims: { outputClaim: 'string' },
  example: {
    claims: { inputClaim1: 'Ana', inputClaim2: 'Berg' },
    parameters: { stringFormat: '{1}, {0}' },
    output: { outputClaim: 'Berg, Ana' },
  },
  transform: ({ inputClaim1 = '', inputClaim2 = '' }, { stringFormat }) => ({
    outputClaim: formatComposite(stringFormat, [inputClaim1, inputClaim2]),
  }),
});
