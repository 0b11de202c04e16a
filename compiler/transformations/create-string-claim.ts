import { defineTransformation } from '../define-transformation.ts';
import { withExpressions } from '../transformation-slots.ts';

/** No .NET format: braces stay as they are. @see facts claims-transformations 9 */
export const createStringClaim = defineTransformation({
  method: 'CreateStringClaim',
  summary: 'A constant text.',
  inputParameters: { value: withExpressions },
  outputClaims: { createdClaim: 'string' },
  example: {
    parameters: { value: 'tenant={RelyingPartyTenantId}' },
    output: { createdClaim: 'tenant=acme.onmicrosoft.com' },
  },
  transform: (_inputClaims, { value }) => ({ createdClaim: value }),
});
