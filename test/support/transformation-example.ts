import type {
  Transformation,
  TransformationExample,
} from '../../compiler/define-transformation.ts';
import { IdMap } from '../../compiler/id-map.ts';
import type { DataType } from '../../compiler/model.ts';
import type { ClaimsTransformation } from '../../compiler/model-transformations.ts';
import type { TransformationContext } from '../../compiler/transformation-binding.ts';
import { exampleCall } from './transformations.ts';

/** A ClaimsTransformation as a policy would write the example. */
export function exampleElement(
  { method }: Transformation,
  example: TransformationExample,
): ClaimsTransformation {
  const position = { file: 'example.xml', line: 1, column: 1 };
  const claims = (named: object = {}) =>
    Object.keys(named).map((name) => ({ claimTypeReferenceId: name, position }));
  return {
    id: 'Example',
    transformationMethod: method,
    inputClaims: claims(example.claims),
    inputParameters: Object.entries(example.parameters ?? {}).map(([id, value]) => {
      return { id, value, dataType: 'string', position };
    }),
    outputClaims: claims(example.output),
    position,
  };
}

/** What a journey lends it: the clock, tenant and randomness of the page. */
export function exampleContext(
  { signature }: Transformation,
  example: TransformationExample,
): TransformationContext {
  const { claims = {}, localizedStrings = {}, restriction } = example;
  const slots = [...signature.inputClaims, ...signature.outputClaims];
  const dataTypes = new IdMap<DataType>(
    slots.map(([name, slot]) => [name, slot.dataTypes[0] ?? 'string']),
  );
  const options = restriction && 'options' in restriction ? restriction.options : [];
  const pattern = restriction && 'pattern' in restriction ? restriction.pattern : '';
  const predicates = [{ id: 'Shape', method: 'MatchesRegex', regularExpression: pattern }] as const;
  return {
    ...exampleCall,
    expressions: new Map([['RelyingPartyTenantId', 'acme.onmicrosoft.com']]),
    claim: (id) => new Map(Object.entries(claims)).get(id),
    dataTypeOf: (id) => dataTypes.get(id) ?? 'string',
    localizedString: (_elementType, stringId) =>
      new Map(Object.entries(localizedStrings)).get(stringId),
    restrictionOf: () => ({ options, predicateGroups: [{ group: 'example', predicates }] }),
  };
}
