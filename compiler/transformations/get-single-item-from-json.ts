import { TransformationFailed } from '../../shared/errors.ts';
import { defineTransformation } from '../define-transformation.ts';
import { jsonToText, readJsonObject } from '../json-claims.ts';

/** JavaScript would bring a property named `1` to the front. */
const firstKey = /^\s*\{\s*("(?:[^"\\]|\\.)*")/s;

/** "First" is the document's order. @see facts claims-transformations 6 */
export const getSingleItemFromJson = defineTransformation({
  method: 'GetSingleItemFromJson',
  summary: 'Name and value of the first property of a JSON object.',
  unconfirmed: 'A value that is no text gives its JSON text, null empties the output.',
  inputClaims: { inputJson: 'string' },
  outputClaims: { key: 'string', value: 'string' },
  example: {
    claims: { inputJson: '{"plan":"gold","x":1}' },
    output: { key: 'plan', value: 'gold' },
  },
  transform: ({ inputJson }) => {
    const object = readJsonObject(inputJson);
    const [, literal] = firstKey.exec(inputJson) ?? [];
    if (literal === undefined) throw new TransformationFailed('The JSON object is empty.');
    const key: string = JSON.parse(literal);
    return { key, value: jsonToText(object[key]) };
  },
});
