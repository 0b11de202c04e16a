import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Unconfirmed for an empty collection. @see facts claims-transformations 9 */
export const getSingleItemFromStringCollection = defineTransformation({
  method: 'GetSingleItemFromStringCollection',
  summary: 'The first item of a collection.',
  unconfirmed: 'A collection that is empty or has no value empties the output.',
  inputClaims: { collection: orAbsent('stringCollection') },
  outputClaims: { extractedItem: 'string' },
  example: { claims: { collection: ['x', 'y'] }, output: { extractedItem: 'x' } },
  transform: ({ collection }) => ({ extractedItem: collection?.[0] ?? null }),
});
