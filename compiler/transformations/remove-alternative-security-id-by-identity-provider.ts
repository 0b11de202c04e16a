import { defineTransformation } from '../define-transformation.ts';
import { withoutIssuer } from '../identities.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Partly unconfirmed. @see facts claims-transformations 8 */
export const removeAlternativeSecurityIdByIdentityProvider = defineTransformation({
  method: 'RemoveAlternativeSecurityIdByIdentityProvider',
  summary: 'Drops the alternative security ids of one identity provider.',
  unconfirmed: 'Case does not matter. A collection without a value counts as empty.',
  inputClaims: {
    identityProvider: 'string',
    collection: orAbsent('alternativeSecurityIdCollection'),
  },
  outputClaims: { collection: 'alternativeSecurityIdCollection' },
  example: {
    claims: {
      identityProvider: 'b.example',
      collection: [{ issuer: 'a.example' }, { issuer: 'b.example' }],
    },
    output: { collection: [{ issuer: 'a.example' }] },
  },
  transform: ({ identityProvider, collection = [] }) => ({
    collection: withoutIssuer(collection, identityProvider),
  }),
});
