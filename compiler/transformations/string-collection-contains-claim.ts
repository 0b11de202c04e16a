import { defineTransformation } from '../define-transformation.ts';
import { areEqual, trueOrFalse } from '../string-comparison.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Unconfirmed where a claim has no value. @see facts claims-transformations 9 */
export const stringCollectionContainsClaim = defineTransformation({
  method: 'StringCollectionContainsClaim',
  summary: 'Whether an item of the collection is the text of the claim.',
  unconfirmed: 'A collection without a value counts as empty; no item is a claim without a value.',
  inputClaims: { collection: orAbsent('stringCollection'), item: orAbsent('string') },
  inputParameters: { ignoreCase: trueOrFalse },
  outputClaims: { outputClaim: 'boolean' },
  example: {
    claims: { collection: ['a', 'b'], item: 'B' },
    parameters: { ignoreCase: 'false' },
    output: { outputClaim: false },
  },
  transform: ({ collection = [], item }, { ignoreCase }) => ({
    outputClaim: collection.some((text) => areEqual(text, item, ignoreCase === 'true')),
  }),
});
