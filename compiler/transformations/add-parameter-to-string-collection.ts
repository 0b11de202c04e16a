import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

/** The case of what is there already is unconfirmed. @see facts claims-transformations 9 */
export const addParameterToStringCollection = defineTransformation({
  method: 'AddParameterToStringCollection',
  summary: 'Appends a constant to a copy of the collection, unless it is there already.',
  unconfirmed: 'Case matters.',
  inputClaims: { collection: orAbsent('stringCollection') },
  inputParameters: { item: 'string' },
  outputClaims: { collection: 'stringCollection' },
  example: {
    claims: { collection: ['a'] },
    parameters: { item: 'z' },
    output: { collection: ['a', 'z'] },
  },
  transform: ({ collection }, { item }) => ({ collection: [...new Set(collection).add(item)] }),
});
