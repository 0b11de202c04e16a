import { defineTransformation } from '../define-transformation.ts';
import { withoutIssuer } from '../identities.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Known from samples only. @see facts claims-transformations 10 */
export const removeUserIdentityFromCollectionByIssuer = defineTransformation({
  method: 'RemoveUserIdentityFromCollectionByIssuer',
  summary: 'Drops the identities of one issuer.',
  unconfirmed: 'All of it; case does not matter, a collection without a value counts as empty.',
  isUndocumented: true,
  inputClaims: { issuer: 'string', collection: orAbsent('userIdentityCollection') },
  outputClaims: { collection: 'userIdentityCollection' },
  example: {
    claims: { issuer: 'b.example', collection: [{ issuer: 'a.example' }, { issuer: 'b.example' }] },
    output: { collection: [{ issuer: 'a.example' }] },
  },
  transform: ({ issuer, collection = [] }) => ({ collection: withoutIssuer(collection, issuer) }),
});
