import { defineTransformation } from '../define-transformation.ts';
import { compileSearch } from '../pattern-search.ts';
import {
  optionalClaim,
  optionalParameter,
  orAbsent,
  parameterOr,
} from '../transformation-slots.ts';

/** Searches users' input in linear time where it can. Partly unconfirmed. @see facts claims-transformations 9 */
export const setClaimsIfRegexMatch = defineTransformation({
  method: 'SetClaimsIfRegexMatch',
  summary: 'Whether a .NET regular expression is found; with extractGroups also its named groups.',
  unconfirmed: 'A group that took no part empties its claim. A claim without a value is no match.',
  inputClaims: { claimToMatch: orAbsent('string') },
  inputParameters: {
    matchTo: 'string',
    outputClaimIfMatched: optionalParameter('string'),
    extractGroups: parameterOr('boolean', false),
  },
  outputClaims: { outputClaim: optionalClaim('string'), regexCompareResultClaim: 'boolean' },
  otherOutputClaims: { dataTypes: ['string'], names: 'a named group', pattern: /./s },
  example: {
    claims: { claimToMatch: 'kit-204' },
    parameters: { matchTo: '^(?<sku>[a-z]+)', outputClaimIfMatched: 'hit', extractGroups: 'true' },
    output: { outputClaim: 'hit', regexCompareResultClaim: true, sku: 'kit' },
  },
  transform: async ({ claimToMatch }, parameters, { otherOutputClaims }) => {
    const search = await compileSearch(parameters.matchTo);
    const groups = claimToMatch === undefined ? undefined : search(claimToMatch);
    const wanted = parameters.extractGroups ? otherOutputClaims : [];
    return {
      outputClaim: groups ? (parameters.outputClaimIfMatched ?? null) : null,
      regexCompareResultClaim: groups !== undefined,
      otherOutputClaims: new Map(wanted.map(({ name }) => [name, groups?.get(name) ?? null])),
    };
  },
});
