import { defineTransformation } from '../define-transformation.ts';
import { readJson } from '../json-claims.ts';
import { claimsFromItems, jsonItemOutputs, jsonItemParameters } from '../json-items.ts';

/** As GetClaimsFromJsonArray, for a collection of JSON objects. @see facts claims-transformations 6 */
export const getClaimsFromJsonArrayV2 = defineTransformation({
  method: 'GetClaimsFromJsonArrayV2',
  summary: 'Claims from a collection of JSON objects, each of which has a key and a value.',
  inputClaims: { jsonSource: 'stringCollection' },
  inputParameters: jsonItemParameters,
  otherOutputClaims: jsonItemOutputs,
  example: {
    claims: { jsonSource: ['{"k":"plan","v":"gold"}', '{"k":"town","v":"Oslo"}'] },
    parameters: {
      errorOnMissingClaims: 'false',
      includeEmptyClaims: 'false',
      jsonSourceKeyName: 'k',
      jsonSourceValueName: 'v',
    },
    output: { plan: 'gold', town: 'Oslo' },
  },
  transform: ({ jsonSource }, parameters, { otherOutputClaims }) => ({
    otherOutputClaims: claimsFromItems(jsonSource.map(readJson), parameters, otherOutputClaims),
  }),
});
