import { defineTransformation } from '../define-transformation.ts';

/** Opaque to policies: same key and provider, same text. Partly unconfirmed. @see facts claims-transformations 8 */
export const createAlternativeSecurityId = defineTransformation({
  method: 'CreateAlternativeSecurityId',
  summary: 'The JSON text that stands for a user of an identity provider.',
  unconfirmed: 'The order of its members; the issuer keeps its case.',
  inputClaims: { key: 'string', identityProvider: 'string' },
  outputClaims: { alternativeSecurityId: 'string' },
  example: {
    claims: { key: '84512', identityProvider: 'idp.example' },
    output: { alternativeSecurityId: '{"issuer":"idp.example","issuerUserId":"ODQ1MTI="}' },
  },
  transform: ({ key, identityProvider: issuer }) => ({
    alternativeSecurityId: JSON.stringify({
      issuer,
      issuerUserId: Buffer.from(key).toString('base64'),
    }),
  }),
});
