import { defineTransformation } from '../define-transformation.ts';
import { toLowerInvariant, toUpperInvariant } from '../string-comparison.ts';
import { oneOf } from '../transformation-slots.ts';

/** The culture is unconfirmed. @see facts claims-transformations 9 */
export const changeCase = defineTransformation({
  method: 'ChangeCase',
  summary: 'Turns the claim into lower or upper case.',
  unconfirmed: "The culture is .NET's invariant one.",
  inputClaims: { inputClaim1: 'string' },
  inputParameters: { toCase: oneOf('LOWER', 'UPPER') },
  outputClaims: { outputClaim: 'string' },
  example: {
    claims: { inputClaim1: 'Ana@X.Example' },
    parameters: { toCase: 'LOWER' },
    output: { outputClaim: 'ana@x.example' },
  },
  transform: ({ inputClaim1 }, { toCase }) => ({
    outputClaim: toCase === 'LOWER' ? toLowerInvariant(inputClaim1) : toUpperInvariant(inputClaim1),
  }),
});
