import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

/** The case of what is there already is unconfirmed. @see facts claims-transformations 9 */
export const addItemToStringCollection = defineTransformation({
  method: 'AddItemToStringCollection',
  summary: 'Appends a claim to a copy of the collection, unless it is there already.',
  unconfirmed: 'Case matters. Without a value for the item nothing is added.',
  inputClaims: { item: orAbsent('string'), collection: orAbsent('stringCollection') },
  outputClaims: { collection: 'stringCollection' },
  example: {
    claims: { item: 'b', collection: ['a'] },
    output: { collection: ['a', 'b'] },
  },
  transform: ({ item, collection }) => ({
    collection: item === undefined ? collection : [...new Set(collection).add(item)],
  }),
});
