import { TransformationFailed } from '../../shared/errors.ts';
import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

const messageKey = 'LookupNotFound';

/** Partly unconfirmed. @see facts claims-transformations 9 */
export const lookupValue = defineTransformation({
  method: 'LookupValue',
  summary: 'The value of the parameter whose Id is the claim.',
  unconfirmed: 'Case matters. A failed lookup without errorOnFailedLookup gives empty text.',
  messageKey,
  inputClaims: { inputParameterId: orAbsent('string') },
  inputParameters: { errorOnFailedLookup: 'boolean' },
  otherInputParameters: { dataTypes: ['string'], names: 'a value to look up', pattern: /./s },
  outputClaims: { outputClaim: 'string' },
  example: {
    claims: { inputParameterId: 'se' },
    parameters: { no: '47', se: '46', errorOnFailedLookup: 'false' },
    output: { outputClaim: '46' },
  },
  transform: ({ inputParameterId }, { errorOnFailedLookup }, { otherInputParameters }) => {
    const found = otherInputParameters.find(({ name }) => name === inputParameterId);
    if (found) return { outputClaim: String(found.value) };
    if (!errorOnFailedLookup) return { outputClaim: '' };
    throw new TransformationFailed('No parameter has the Id that the claim says.', messageKey);
  },
});
