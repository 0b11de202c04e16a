import { defineTransformation } from '../define-transformation.ts';
import { readJsonObject } from '../json-claims.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Partly unconfirmed. @see facts claims-transformations 8 */
export const addItemToAlternativeSecurityIdCollection = defineTransformation({
  method: 'AddItemToAlternativeSecurityIdCollection',
  summary: 'Appends an alternative security id (JSON text) to a collection.',
  unconfirmed:
    'A collection without a value counts as empty; an id that is there already comes twice.',
  inputClaims: { item: 'string', collection: orAbsent('alternativeSecurityIdCollection') },
  outputClaims: { collection: 'alternativeSecurityIdCollection' },
  example: {
    claims: { item: '{"issuer":"idp.example","issuerUserId":"ODQ1MTI="}', collection: [] },
    output: { collection: [{ issuer: 'idp.example', issuerUserId: 'ODQ1MTI=' }] },
  },
  transform: ({ item, collection = [] }) => ({ collection: [...collection, readJsonObject(item)] }),
});
