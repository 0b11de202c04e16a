import { defineTransformation } from '../define-transformation.ts';
import { jsonToText, readJsonObject, requireMember } from '../json-claims.ts';

/** Partly unconfirmed. @see facts claims-transformations 6 */
export const getClaimFromJson = defineTransformation({
  method: 'GetClaimFromJson',
  summary: 'The value of a property of a JSON object, as text.',
  unconfirmed:
    'The name is no path; a value that is no text gives its JSON text, null empties the output.',
  inputClaims: { inputJson: 'string' },
  inputParameters: { claimToExtract: 'string' },
  outputClaims: { extractedClaim: 'string' },
  example: {
    claims: { inputJson: '{"city":"Oslo","zip":"0150"}' },
    parameters: { claimToExtract: 'city' },
    output: { extractedClaim: 'Oslo' },
  },
  transform: ({ inputJson }, { claimToExtract }) => ({
    extractedClaim: jsonToText(requireMember(readJsonObject(inputJson), claimToExtract)),
  }),
});
