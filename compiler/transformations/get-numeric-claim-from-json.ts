import { requireClaim } from '../claim-value.ts';
import { defineTransformation } from '../define-transformation.ts';
import { readJsonObject, requireMember } from '../json-claims.ts';

/** Unconfirmed for what is no number. @see facts claims-transformations 6 */
export const getNumericClaimFromJson = defineTransformation({
  method: 'GetNumericClaimFromJson',
  summary: 'The value of a property of a JSON object, as a long.',
  unconfirmed: 'The digits of a text are read too; what is no whole number ends the journey.',
  inputClaims: { inputJson: 'string' },
  inputParameters: { claimToExtract: 'string' },
  outputClaims: { extractedClaim: 'long' },
  example: {
    claims: { inputJson: '{"pts":120}' },
    parameters: { claimToExtract: 'pts' },
    output: { extractedClaim: 120n },
  },
  transform: ({ inputJson }, { claimToExtract }) => ({
    extractedClaim: requireClaim('long', requireMember(readJsonObject(inputJson), claimToExtract)),
  }),
});
