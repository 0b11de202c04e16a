import { defineTransformation } from '../define-transformation.ts';
import { everyDataType, orAbsent } from '../transformation-slots.ts';

/** Other DataTypes than string are unconfirmed. @see facts claims-transformations 9 */
export const nullClaim = defineTransformation({
  method: 'NullClaim',
  summary: 'Empties a claim: it leaves the claims bag and the token.',
  unconfirmed: 'The documentation shows string claims only; we take any.',
  outputClaims: { claim_to_null: orAbsent(...everyDataType) },
  example: { output: { claim_to_null: null } },
  transform: () => ({ claim_to_null: null }),
});
