import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Unconfirmed where the collection has no value. @see facts claims-transformations 9 */
export const stringJoin = defineTransformation({
  method: 'StringJoin',
  summary: 'Joins a collection with a delimiter.',
  unconfirmed: 'A collection without a value counts as empty.',
  inputClaims: { inputClaim: orAbsent('stringCollection') },
  inputParameters: { delimiter: 'string' },
  outputClaims: { outputClaim: 'string' },
  example: {
    claims: { inputClaim: ['a', 'b'] },
    parameters: { delimiter: ';' },
    output: { outputClaim: 'a;b' },
  },
  transform: ({ inputClaim = [] }, { delimiter }) => ({ outputClaim: inputClaim.join(delimiter) }),
});
