import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

/** Unconfirmed where the claim has no value. @see facts claims-transformations 4 */
export const convertDateToDateTimeClaim = defineTransformation({
  method: 'ConvertDateToDateTimeClaim',
  summary: 'Adds midnight, UTC, to a date.',
  unconfirmed: 'A claim without a value empties the output.',
  inputClaims: { inputClaim: orAbsent('date') },
  outputClaims: { outputClaim: 'dateTime' },
  example: {
    claims: { inputClaim: '2023-11-05' },
    output: { outputClaim: new Date('2023-11-05T00:00:00Z') },
  },
  transform: ({ inputClaim }) => ({
    outputClaim: inputClaim === undefined ? null : new Date(`${inputClaim}T00:00:00Z`),
  }),
});
