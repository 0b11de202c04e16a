import { defineTransformation } from '../define-transformation.ts';
import { issuersOf } from '../identities.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Known from samples only. @see facts claims-transformations 10 */
export const getIssuersFromUserIdentityCollectionTransformation = defineTransformation({
  method: 'GetIssuersFromUserIdentityCollectionTransformation',
  summary: 'The issuers of a collection of identities.',
  unconfirmed: 'All of it; a collection without a value counts as empty.',
  isUndocumented: true,
  inputClaims: { userIdentityCollection: orAbsent('userIdentityCollection') },
  outputClaims: { issuersCollection: 'stringCollection' },
  example: {
    claims: { userIdentityCollection: [{ issuer: 'a.example' }, { issuer: 'b.example' }] },
    output: { issuersCollection: ['a.example', 'b.example'] },
  },
  transform: ({ userIdentityCollection = [] }) => ({
    issuersCollection: issuersOf(userIdentityCollection),
  }),
});
