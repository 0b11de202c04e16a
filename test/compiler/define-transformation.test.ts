import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineTransformation, type Transformation } from '../../compiler/define-transformation.ts';
import {
  oneOf,
  optionalClaim,
  optionalParameter,
  orAbsent,
  orNull,
  parameterOr,
} from '../../compiler/transformation-slots.ts';

const facts = { method: 'Repeat', summary: 'Repeats a text.' } as const;

/** The comments are the test: TypeScript fails where one of these compiles, or the rest does not. */
export const mistakes = [
  defineTransformation({
    ...facts,
    inputClaims: { item: 'string' },
    outputClaims: { result: 'string' },
    // @ts-expect-error an output that the signature does not have
    transform: ({ item }) => ({ outcome: item }),
  }),
  defineTransformation({
    ...facts,
    inputClaims: { item: 'string' },
    outputClaims: { result: 'string' },
    // @ts-expect-error an output too many
    transform: ({ item }) => ({ result: item, outcome: item }),
  }),
  defineTransformation({
    ...facts,
    inputClaims: { item: 'string' },
    outputClaims: { result: 'boolean' },
    // @ts-expect-error an output of another DataType
    transform: ({ item }) => ({ result: item }),
  }),
  defineTransformation({
    ...facts,
    inputClaims: { item: 'string' },
    outputClaims: { result: 'string' },
    // @ts-expect-error an input that the signature does not have
    transform: ({ itme }) => ({ result: itme }),
  }),
  defineTransformation({
    ...facts,
    inputClaims: { item: orAbsent('string') },
    outputClaims: { result: 'int' },
    // @ts-expect-error the claim may be absent
    transform: ({ item }) => ({ result: item.length }),
  }),
  defineTransformation({
    ...facts,
    inputParameters: { count: optionalParameter('int') },
    outputClaims: { result: 'int' },
    // @ts-expect-error the parameter may be absent
    transform: (_claims, { count }) => ({ result: count + 1 }),
  }),
  defineTransformation({
    ...facts,
    inputParameters: { operator: oneOf('EQUAL', 'NOT EQUAL') },
    outputClaims: { result: 'boolean' },
    // @ts-expect-error no value of the list
    transform: (_claims, { operator }) => ({ result: operator === 'EQUALS' }),
  }),
  // @ts-expect-error a default that is none of the list
  parameterOr(oneOf('EQUAL', 'NOT EQUAL'), 'equal'),
  // @ts-expect-error a DataType that there is not
  orAbsent('number'),
];

const repeat = defineTransformation({
  ...facts,
  inputClaims: { item: 'string', separator: orAbsent('string'), extra: orNull('int') },
  inputParameters: { count: 'int', mode: parameterOr(oneOf('plain', 'quoted'), 'plain') },
  outputClaims: { result: 'string', length: optionalClaim('int') },
  transform: ({ item, separator = '' }, { count, mode }) => {
    const text = mode === 'plain' ? item : `"${item}"`;
    const result = Array.from({ length: count }, () => text).join(separator);
    return { result, length: result.length };
  },
});

test('a definition keeps its own types, and has a signature to look names up in', () => {
  const claims = { item: 'a', separator: '-', extra: null };
  const output = repeat.transform(claims, { count: 2, mode: 'quoted' });
  assert.deepEqual(output, { result: '"a"-"a"', length: 7 });
  const { inputClaims, inputParameters, outputClaims } = (repeat satisfies Transformation)
    .signature;
  assert.deepEqual(inputClaims.get('ITEM'), {
    dataTypes: ['string'],
    isRequired: true,
    absence: [],
  });
  assert.deepEqual(inputClaims.get('separator')?.absence, [undefined]);
  assert.deepEqual(inputClaims.get('extra')?.absence, [undefined, null]);
  assert.equal(inputParameters.get('count')?.isRequired, true);
  assert.equal(inputParameters.get('mode')?.defaultValue, 'plain');
  assert.equal(outputClaims.get('length')?.isRequired, false);
  assert.equal(outputClaims.get('constructor'), undefined);
});
