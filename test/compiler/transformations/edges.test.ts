import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ClaimValue } from '../../../compiler/claim-value.ts';
import type {
  Transformation,
  TransformationExample,
} from '../../../compiler/define-transformation.ts';
import type { ClaimsTransformation } from '../../../compiler/model-transformations.ts';
import { runTransformation } from '../../../compiler/run-transformation.ts';
import type { TransformationContext } from '../../../compiler/transformation-binding.ts';
import { transformations } from '../../../compiler/transformations/index.ts';
import { TransformationFailed } from '../../../shared/errors.ts';
import { exampleContext, exampleElement } from '../../support/transformation-example.ts';

/** A run that differs from the example of its method in one thing. */
interface Edge {
  readonly name: string;
  readonly element: ClaimsTransformation;
  readonly context: TransformationContext;
}

type Example = TransformationExample;

function edgesOf(transformation: Transformation, example: Example): Edge[] {
  const element = exampleElement(transformation, example);
  const context = exampleContext(transformation, example);
  const { claims = {}, parameters = {} } = example;
  const changed = (claim: string, value: ClaimValue | undefined) => ({
    ...context,
    claim: (id: string) => (id === claim ? value : context.claim(id)),
  });
  const inputs = Object.keys(claims).flatMap((claim): Edge[] => {
    const without = element.inputClaims.filter((each) => each.claimTypeReferenceId !== claim);
    const isCollection = Array.isArray(claims[claim]);
    const taken = transformation.signature.inputClaims.get(claim)?.dataTypes;
    const other = (['boolean', 'dateTime'] as const).find(
      (type) => taken?.includes(type) === false,
    );
    const dataTypeOf = (id: string) => (id === claim ? other : context.dataTypeOf(id));
    return [
      { name: `${claim} absent`, element, context: changed(claim, undefined) },
      { name: `${claim} null`, element, context: changed(claim, null) },
      ...(isCollection ? [{ name: `${claim} []`, element, context: changed(claim, []) }] : []),
      ...(other
        ? [{ name: `${claim} of type ${other}`, element, context: { ...context, dataTypeOf } }]
        : []),
      { name: `${claim} not declared`, element: { ...element, inputClaims: without }, context },
    ];
  });
  return [
    ...inputs,
    ...Object.keys(parameters).flatMap((id) => parameterEdges(id, element, context)),
  ];
}

function parameterEdges(id: string, element: ClaimsTransformation, context: TransformationContext) {
  const without = element.inputParameters.filter((parameter) => parameter.id !== id);
  const becomes = (value: string) => ({
    ...element,
    inputParameters: element.inputParameters.map((parameter) =>
      parameter.id === id ? { ...parameter, value } : parameter,
    ),
  });
  return [
    { name: `"${id}" not declared`, element: { ...element, inputParameters: without }, context },
    { name: `"${id}" empty`, element: becomes(''), context },
    { name: `"${id}" "?"`, element: becomes('?'), context },
  ];
}

async function outcome({ element, context }: Edge): Promise<string> {
  try {
    const results = await runTransformation(element, context);
    const shown = results.map(({ claimTypeReferenceId: id, value }) => `${id} = ${show(value)}`);
    return shown.length === 0 ? 'passes' : shown.join(', ');
  } catch (error) {
    assert.ok(error instanceof TransformationFailed, String(error)); // anything else is a bug
    return `fails${error.messageKey === undefined ? '' : ` (${error.messageKey})`}: ${error.message}`;
  }
}

function show(value: ClaimValue): string {
  const plain = (_key: string, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner);
  return JSON.stringify(value, plain);
}

/**
 * Whatever a claim or a parameter is, a method gives claims or fails with a sentence. The file is read
 * against facts claims-transformations 3 to 10.
 */
test('what each method does with claims and parameters that its example does not have', async (t) => {
  const lines: string[] = [];
  for (const transformation of transformations) {
    const { method, example } = transformation;
    if (!example) continue;
    for (const edge of edgesOf(transformation, example)) {
      lines.push(`${method}, ${edge.name}: ${await outcome(edge)}`);
    }
  }
  const golden = new URL('../../golden/compiler/transformation-edges.txt', import.meta.url);
  t.assert.fileSnapshot(`${lines.join('\n')}\n`, fileURLToPath(golden), { serializers: [String] });
});
