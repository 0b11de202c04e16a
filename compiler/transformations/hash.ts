import { createHmac } from 'node:crypto';
import { TransformationFailed } from '../../shared/errors.ts';
import { defineTransformation } from '../define-transformation.ts';

/** Same inputs, same hash; the layout is ours, for B2C's is not documented. @see facts claims-transformations 5 */
export const hash = defineTransformation({
  method: 'Hash',
  summary: 'A SHA-256 of text, salt and the secret of a policy key, whose name is the parameter.',
  unconfirmed:
    'How the three are joined. Ours is HMAC-SHA256 under the secret over salt, U+0000 and text: B2C gives another value.',
  inputClaims: { plaintext: 'string', salt: 'string' },
  inputParameters: { randomizerSecret: 'string' },
  outputClaims: { hash: 'string' },
  example: {
    claims: { plaintext: 'ana@x.example', salt: '7' },
    parameters: { randomizerSecret: 'B2C_1A_HashSecret' },
    output: { hash: 'YfrcrhjC1q0Wdi7f1kct+8FHQgS3bxK1NasGp14VFJ0=' },
  },
  transform: ({ plaintext, salt }, { randomizerSecret }, { policyKey }) => {
    const secret = policyKey(randomizerSecret);
    if (secret === undefined) {
      throw new TransformationFailed(`There is no policy key "${randomizerSecret}".`);
    }
    const text = `${salt}\0${plaintext}`;
    return { hash: createHmac('sha256', secret).update(text).digest('base64') };
  },
});
