import { defineTransformation } from '../define-transformation.ts';
import { orAbsent } from '../transformation-slots.ts';

/** The time zone is unconfirmed. @see facts claims-transformations 4 */
export const convertDateTimeToDateClaim = defineTransformation({
  method: 'ConvertDateTimeToDateClaim',
  summary: 'Drops the time of a date and time.',
  unconfirmed: 'The day is that of UTC. A claim without a value empties the output.',
  inputClaims: { inputClaim: orAbsent('dateTime') },
  outputClaims: { outputClaim: 'date' },
  example: {
    claims: { inputClaim: new Date('2023-11-05T21:10:00Z') },
    output: { outputClaim: '2023-11-05' },
  },
  transform: ({ inputClaim }) => ({
    outputClaim: inputClaim?.toISOString().slice(0, 'YYYY-MM-DD'.length) ?? null,
  }),
});
