import { formatComposite } from '../composite-format.ts';
import { defineTransformation } from '../define-transformation.ts';
import { orAbsent, withExpressions } from '../transformation-slots.ts';

/** `cpim_{0}` and `ada` make `cpim_ada`. Partly unconfirmed. @see facts claims-transformations 9 */
export const formatStringClaim = defineTransformation({
  method: 'FormatStringClaim',
  summary: 'Puts the claim into a .NET format, in the place of `{0}`.',
  unconfirmed: 'A claim without a value counts as empty text.',
  inputClaims: { inputClaim: orAbsent('string') },
  inputParameters: { stringFormat: withExpressions },
  outputClaims: { outputClaim: 'string' },
  example: {
    claims: { inputClaim: '17' },
    parameters: { stringFormat: 'u_{0}@{RelyingPartyTenantId}' },
    output: { outputClaim: 'u_17@acme.onmicrosoft.com' },
  },
  transform: ({ inputClaim = '' }, { stringFormat }) => ({
    outputClaim: formatComposite(stringFormat, [inputClaim]),
  }),
});
