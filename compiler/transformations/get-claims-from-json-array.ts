import { defineTransformation } from '../define-transformation.ts';
import { readJsonArray } from '../json-claims.ts';
import { claimsFromItems, jsonItemOutputs, jsonItemParameters } from '../json-items.ts';

/** An output's name is its TransformationClaimType, else its claim's id. @see facts claims-transformations 6 */
export const getClaimsFromJsonArray = defineTransformation({
  method: 'GetClaimsFromJsonArray',
  summary: 'Claims from a JSON array of objects, each of which has a key and a value.',
  inputClaims: { jsonSource: 'string' },
  inputParameters: jsonItemParameters,
  otherOutputClaims: jsonItemOutputs,
  example: {
    claims: { jsonSource: '[{"k":"plan","v":"gold"},{"k":"town","v":"Oslo"}]' },
    parameters: {
      errorOnMissingClaims: 'false',
      includeEmptyClaims: 'false',
      jsonSourceKeyName: 'k',
      jsonSourceValueName: 'v',
    },
    output: { plan: 'gold', town: 'Oslo' },
  },
  transform: ({ jsonSource }, parameters, { otherOutputClaims }) => ({
    otherOutputClaims: claimsFromItems(readJsonArray(jsonSource), parameters, otherOutputClaims),
  }),
});
