import { defineTransformation } from '../define-transformation.ts';
import { randomText } from '../random-text.ts';
import { oneOf } from '../transformation-slots.ts';

/** Known from samples only, and taken for an older name of CreateRandomString. @see facts claims-transformations 10 */
export const guidAndRandomGenerator = defineTransformation({
  method: 'GuidAndRandomGenerator',
  summary: 'A random GUID or number, as CreateRandomString makes it.',
  unconfirmed: 'All of it.',
  isUndocumented: true,
  inputParameters: { randomGeneratorType: oneOf('GUID', 'INTEGER') },
  outputClaims: { outputClaim: 'string' },
  example: {
    parameters: { randomGeneratorType: 'GUID' },
    output: { outputClaim: '00000000-0000-4000-8000-00000000002a' },
  },
  transform: (_inputClaims, { randomGeneratorType }, { randomBytes }) => ({
    outputClaim: randomText(randomGeneratorType, { randomBytes }),
  }),
});
