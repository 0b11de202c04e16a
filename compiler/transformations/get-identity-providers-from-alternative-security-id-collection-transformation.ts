import { defineTransformation } from '../define-transformation.ts';
import { issuersOf } from '../identities.ts';
import { orAbsent } from '../transformation-slots.ts';

/** B2C does not promise the order. @see facts claims-transformations 8 */
export const getIdentityProvidersFromAlternativeSecurityIdCollectionTransformation =
  defineTransformation({
    method: 'GetIdentityProvidersFromAlternativeSecurityIdCollectionTransformation',
    summary: 'The issuers of a collection of alternative security ids.',
    unconfirmed: 'A collection without a value counts as empty.',
    inputClaims: { alternativeSecurityIdCollection: orAbsent('alternativeSecurityIdCollection') },
    outputClaims: { identityProvidersCollection: 'stringCollection' },
    example: {
      claims: {
        alternativeSecurityIdCollection: [{ issuer: 'a.example' }, { issuer: 'b.example' }],
      },
      output: { identityProvidersCollection: ['a.example', 'b.example'] },
    },
    transform: ({ alternativeSecurityIdCollection = [] }) => ({
      identityProvidersCollection: issuersOf(alternativeSecurityIdCollection),
    }),
  });
