import { defineTransformation } from '../define-transformation.ts';
import { xmlToJson } from '../xml-to-json.ts';

/** Unconfirmed for attributes, text beside elements, and lists. @see facts claims-transformations 6 */
export const xmlStringToJsonString = defineTransformation({
  method: 'XmlStringToJsonString',
  summary: 'XML as JSON; the root element stays.',
  unconfirmed: 'Attributes become `@name`, text beside them `#text`, repeated elements an array.',
  inputClaims: { xml: 'string' },
  outputClaims: { json: 'string' },
  example: { claims: { xml: '<a><b>1</b></a>' }, output: { json: '{"a":{"b":"1"}}' } },
  transform: ({ xml }) => ({ json: xmlToJson(xml) }),
});
