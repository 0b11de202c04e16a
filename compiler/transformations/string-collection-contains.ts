import { defineTransformation } from '../define-transformation.ts';
import { areEqual, trueOrFalse } from '../string-comparison.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Unconfirmed where the collection has no value. @see facts claims-transformations 9 */
export const stringCollectionContains = defineTransformation({
  method: 'StringCollectionContains',
  summary: 'Whether an item of the collection is the text of the parameter.',
  unconfirmed: 'A collection without a value counts as empty.',
  inputClaims: { inputClaim: orAbsent('stringCollection') },
  inputParameters: { item: 'string', ignoreCase: trueOrFalse },
  outputClaims: { outputClaim: 'boolean' },
  example: {
    claims: { inputClaim: ['Read', 'Write'] },
    parameters: { item: 'write', ignoreCase: 'true' },
    output: { outputClaim: true },
  },
  transform: ({ inputClaim = [] }, { item, ignoreCase }) => ({
    outputClaim: inputClaim.some((text) => areEqual(text, item, ignoreCase === 'true')),
  }),
});
