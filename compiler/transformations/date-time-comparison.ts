import { defineTransformation } from '../define-transformation.ts';
import { oneOf, orAbsent } from '../transformation-slots.ts';

/** How exact "same" is, is unconfirmed. @see facts claims-transformations 4 */
export const dateTimeComparison = defineTransformation({
  method: 'DateTimeComparison',
  summary:
    'Compares the first date and time, after a time span in seconds, with the second (without a value: now).',
  unconfirmed: '"same" is exact to the millisecond.',
  inputClaims: { firstDateTime: 'dateTime', secondDateTime: orAbsent('dateTime') },
  inputParameters: {
    operator: oneOf('same', 'later than', 'earlier than'),
    timeSpanInSeconds: 'int',
  },
  outputClaims: { result: 'boolean' },
  example: {
    claims: {
      firstDateTime: new Date('2024-01-31T00:00:00Z'),
      secondDateTime: new Date('2024-02-15T00:00:00Z'),
    },
    parameters: { operator: 'later than', timeSpanInSeconds: '2592000' },
    output: { result: true },
  },
  transform: ({ firstDateTime, secondDateTime }, { operator, timeSpanInSeconds }, { now }) => {
    const first = firstDateTime.getTime() + timeSpanInSeconds * 1000;
    const second = (secondDateTime ?? now).getTime();
    if (operator === 'same') return { result: first === second };
    return { result: operator === 'later than' ? first > second : first < second };
  },
});
