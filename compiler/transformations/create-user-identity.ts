import { defineTransformation } from '../define-transformation.ts';

/** Known from samples only. @see facts claims-transformations 10 */
export const createUserIdentity = defineTransformation({
  method: 'CreateUserIdentity',
  summary: 'The identity of a user at an issuer.',
  unconfirmed: 'All of it; the issuerUserId stays as it is.',
  isUndocumented: true,
  inputClaims: { issuerUserId: 'string', issuer: 'string' },
  outputClaims: { userIdentity: 'userIdentity' },
  example: {
    claims: { issuerUserId: '84512', issuer: 'idp.example' },
    output: { userIdentity: { issuer: 'idp.example', issuerUserId: '84512' } },
  },
  transform: ({ issuerUserId, issuer }) => ({ userIdentity: { issuer, issuerUserId } }),
});
