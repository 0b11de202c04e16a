import { encodeClaim } from '../claim-value.ts';
import { defineTransformation } from '../define-transformation.ts';
import { jsonTree } from '../json-tree.ts';

const paths = { names: 'a dotted path', pattern: /^[^.]+(?:\.[^.]+)*$/s };

/** Partly unconfirmed. @see facts claims-transformations 6, rest-contract 1.7 */
export const generateJson = defineTransformation({
  method: 'GenerateJson',
  summary:
    'Builds JSON: each claim and then each parameter goes to its dotted path, in which a number is an index.',
  unconfirmed:
    'Numbers, booleans and dateTimes have their JSON form; a claim without a value is left out.',
  otherInputClaims: {
    ...paths,
    dataTypes: ['string', 'boolean', 'int', 'long', 'date', 'dateTime', 'duration', 'phoneNumber'],
  },
  otherInputParameters: { ...paths, dataTypes: ['string', 'int', 'long', 'boolean'] },
  outputClaims: { outputClaim: 'string' },
  example: {
    claims: { 'user.mail': 'ana@x.example', 'tags.0': 'new' },
    parameters: { 'user.name': 'Ana', 'tags.1': 'web' },
    output: {
      outputClaim: '{"user":{"mail":"ana@x.example","name":"Ana"},"tags":["new","web"]}',
    },
  },
  transform: (_inputClaims, _inputParameters, { otherInputClaims, otherInputParameters }) => ({
    outputClaim: jsonTree(
      [...otherInputClaims, ...otherInputParameters].map(({ name, dataType, value }) => ({
        path: name,
        value: value === undefined ? undefined : encodeClaim(dataType, value),
      })),
    ),
  }),
});
