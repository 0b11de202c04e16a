import { defineTransformation } from '../define-transformation.ts';

/** The clock is the caller's. @see facts claims-transformations 4 */
export const getCurrentDateTime = defineTransformation({
  method: 'GetCurrentDateTime',
  summary: 'The present date and time in UTC.',
  outputClaims: { currentDateTime: 'dateTime' },
  example: { output: { currentDateTime: new Date('2024-04-02T09:30:00Z') } },
  transform: (_inputClaims, _inputParameters, { now }) => ({ currentDateTime: now }),
});
