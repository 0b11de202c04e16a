import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Known from samples only. @see facts claims-transformations 10 */
export const addItemToUserIdentityCollection = defineTransformation({
  method: 'AddItemToUserIdentityCollection',
  summary: 'Appends an identity to a collection.',
  unconfirmed: 'All of it; a collection without a value counts as empty.',
  isUndocumented: true,
  inputClaims: { item: 'userIdentity', collection: orAbsent('userIdentityCollection') },
  outputClaims: { collection: 'userIdentityCollection' },
  example: {
    claims: { item: { issuer: 'b.example' }, collection: [{ issuer: 'a.example' }] },
    output: { collection: [{ issuer: 'a.example' }, { issuer: 'b.example' }] },
  },
  transform: ({ item, collection = [] }) => ({ collection: [...collection, item] }),
});
