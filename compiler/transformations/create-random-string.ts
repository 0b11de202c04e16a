import { formatComposite } from '../composite-format.ts';
import { defineTransformation } from '../define-transformation.ts';
import { randomText } from '../random-text.ts';
import { oneOf, optionalParameter, parameterOr } from '../transformation-slots.ts';

/** Partly unconfirmed. Same seed, same number, though not that of B2C. @see facts claims-transformations 9 */
export const createRandomString = defineTransformation({
  method: 'CreateRandomString',
  summary: 'A random GUID or number, put into a .NET format, then in base64 if asked for.',
  unconfirmed:
    'The maximumNumber is exclusive, and 2147483647 where absent. Base64 is that of UTF-8.',
  inputParameters: {
    randomGeneratorType: oneOf('GUID', 'INTEGER'),
    stringFormat: parameterOr('string', '{0}'),
    base64: parameterOr('boolean', false),
    maximumNumber: optionalParameter('int'),
    seed: optionalParameter('int'),
  },
  outputClaims: { outputClaim: 'string' },
  example: {
    parameters: { randomGeneratorType: 'INTEGER', stringFormat: 'ORD_{0}', base64: 'true' },
    output: { outputClaim: 'T1JEXzQy' },
  },
  transform: (_inputClaims, parameters, { randomBytes }) => {
    const { randomGeneratorType, stringFormat, base64, maximumNumber, seed } = parameters;
    const random = randomText(randomGeneratorType, { randomBytes, maximumNumber, seed });
    const text = formatComposite(stringFormat, [random]);
    return { outputClaim: base64 ? Buffer.from(text).toString('base64') : text };
  },
});
