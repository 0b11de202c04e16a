import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { EffectivePolicy } from '../../compiler/model.ts';
import { readPolicySet } from '../../compiler/policy-set.ts';
import { resolvePolicy } from '../../compiler/resolve.ts';
import { parameterFaults, signatureFaults } from '../../compiler/transformation-faults.ts';
import { findTransformation } from '../../compiler/transformations/index.ts';
import { policySetOf } from '../support/policy-text.ts';

const claimsSchema = `<ClaimsSchema>
${['string', 'boolean', 'int', 'stringCollection', 'dateTime']
  .map(
    (type) =>
      `<ClaimType Id="${type}Claim"><DisplayName>x</DisplayName><DataType>${type}</DataType></ClaimType>`,
  )
  .join('\n')}
</ClaimsSchema>`;

function faultsOf({ claimsTransformations, claimTypes }: EffectivePolicy): string[] {
  return [...claimsTransformations.values()].flatMap((transformation) => {
    const method = findTransformation(transformation.transformationMethod);
    assert.ok(method, transformation.transformationMethod);
    const faults = [
      ...signatureFaults(transformation, method, (id) => claimTypes.get(id)?.dataType),
      ...parameterFaults(transformation, method),
    ];
    for (const { about, message } of faults) assert.ok(message.includes(about), message);
    return faults.map(({ message }) => message);
  });
}

const input = (claim: string, type?: string) =>
  `<InputClaim ClaimTypeReferenceId="${claim}"${type ? ` TransformationClaimType="${type}"` : ''} />`;
const output = (claim: string, type: string) =>
  `<OutputClaim ClaimTypeReferenceId="${claim}" TransformationClaimType="${type}" />`;
const parameter = (id: string, dataType: string, value: string) =>
  `<InputParameter Id="${id}" DataType="${dataType}" Value="${value}" />`;

interface Case {
  readonly name: string;
  readonly method: string;
  readonly inputs?: string;
  readonly parameters?: string;
  readonly outputs?: string;
  readonly faults: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'what the method expects, in any case',
    method: 'comparebooleanclaimtovalue',
    inputs: input('booleanClaim', 'INPUTCLAIM'),
    parameters: parameter('valuetocompareto', 'boolean', 'TRUE'),
    outputs: output('booleanClaim', 'CompareResult'),
    faults: [],
  },
  {
    name: 'an input claim that is unknown, and so one that is missing',
    method: 'NotClaims',
    inputs: input('booleanClaim', 'inputClaims'),
    outputs: output('booleanClaim', 'outputClaim'),
    faults: [
      'NotClaims has no input claim "inputClaims". Did you mean "inputClaim"?',
      'NotClaims needs the input claim "inputClaim".',
    ],
  },
  {
    name: 'a claim without TransformationClaimType',
    method: 'NotClaims',
    inputs: input('booleanClaim'),
    outputs: output('booleanClaim', 'outputClaim'),
    faults: [
      'NotClaims has no input claim "booleanClaim".',
      'NotClaims needs the input claim "inputClaim".',
    ],
  },
  {
    name: 'a dateTime where AssertDateTimeIsGreaterThan wants a string',
    method: 'AssertDateTimeIsGreaterThan',
    inputs: input('stringClaim', 'leftOperand') + input('dateTimeClaim', 'rightOperand'),
    parameters:
      parameter('AssertIfRightOperandIsNotPresent', 'boolean', 'true') +
      parameter('TreatAsEqualIfWithinMillseconds', 'int', '0'),
    faults: [
      'The input claim "rightOperand" of AssertDateTimeIsGreaterThan must be string; the claim "dateTimeClaim" is dateTime.',
    ],
  },
  {
    name: 'an output of another DataType, and one too many',
    method: 'ParseDomain',
    inputs: input('stringClaim', 'emailAddress'),
    outputs: output('intClaim', 'domain') + output('stringClaim', 'user'),
    faults: [
      'ParseDomain has no output claim "user".',
      'The output claim "domain" of ParseDomain must be string; the claim "intClaim" is int.',
    ],
  },
  {
    name: 'the same input twice',
    method: 'ParseDomain',
    inputs: input('stringClaim', 'emailAddress') + input('stringClaim', 'emailaddress'),
    outputs: output('stringClaim', 'domain'),
    faults: ['ParseDomain takes one input claim "emailaddress".'],
  },
  {
    name: 'a copy of another DataType',
    method: 'CopyClaim',
    inputs: input('intClaim', 'inputClaim'),
    outputs: output('stringClaim', 'outputClaim'),
    faults: [
      'The output claim "outputClaim" of CopyClaim must be int; the claim "stringClaim" is string.',
    ],
  },
  {
    name: 'no parameter that is needed, and one that is unknown',
    method: 'StringJoin',
    inputs: input('stringCollectionClaim', 'inputClaim'),
    parameters: parameter('delimeter', 'string', ','),
    outputs: output('stringClaim', 'outputClaim'),
    faults: [
      'StringJoin has no parameter "delimeter". Did you mean "delimiter"?',
      'StringJoin needs the parameter "delimiter".',
    ],
  },
  {
    name: 'a parameter of another DataType',
    method: 'CompareBooleanClaimToValue',
    inputs: input('booleanClaim', 'inputClaim'),
    parameters: parameter('valueToCompareTo', 'string', 'true'),
    outputs: output('booleanClaim', 'compareResult'),
    faults: [
      'The parameter "valueToCompareTo" of CompareBooleanClaimToValue must have the DataType boolean.',
    ],
  },
  {
    name: 'a value that is not in the list, and one that is no number',
    method: 'CreateRandomString',
    parameters:
      parameter('randomGeneratorType', 'string', 'UUID') + parameter('maximumNumber', 'int', 'ten'),
    outputs: output('stringClaim', 'outputClaim'),
    faults: [
      'The parameter "randomGeneratorType" of CreateRandomString must be "GUID" or "INTEGER".',
      'The parameter "maximumNumber" of CreateRandomString must be a value of int.',
    ],
  },
  {
    name: 'no value that a build brings',
    method: 'CreateRandomString',
    parameters:
      parameter('randomGeneratorType', 'string', '{Settings:Type}') +
      parameter('maximumNumber', 'int', '#{Max}#'),
    outputs: output('stringClaim', 'outputClaim'),
    faults: [],
  },
  {
    name: 'paths of GenerateJson of any name, but not of any DataType',
    method: 'GenerateJson',
    inputs: input('stringClaim', 'to.0.email') + input('stringCollectionClaim', 'tags'),
    parameters: parameter('to.0.level', 'int', '3') + parameter('sent', 'dateTime', '2024-01-01'),
    outputs: output('stringClaim', 'outputClaim'),
    faults: [
      'The input claim "tags" of GenerateJson must be string or boolean or int or long or date or dateTime or duration or phoneNumber; the claim "stringCollectionClaim" is stringCollection.',
      'The parameter "sent" of GenerateJson must have the DataType string or int or long or boolean.',
    ],
  },
  {
    name: 'a constant of GenerateJson that is none of its DataType',
    method: 'GenerateJson',
    parameters: parameter('level', 'int', 'high'),
    outputs: output('stringClaim', 'outputClaim'),
    faults: ['The parameter "level" of GenerateJson must be a value of int.'],
  },
  {
    name: 'a query item of BuildUri that is none',
    method: 'BuildUri',
    inputs: input('stringClaim', 'path') + input('stringClaim', 'secret'),
    parameters: parameter('scheme', 'string', 'otpauth') + parameter('host', 'string', 'totp'),
    outputs: output('stringClaim', 'outputClaim'),
    faults: ['BuildUri has no input claim "secret".'],
  },
  {
    name: 'nothing about a claim that nobody declares',
    method: 'ParseDomain',
    inputs: input('unknownClaim', 'emailAddress'),
    outputs: output('stringClaim', 'domain'),
    faults: [],
  },
];

for (const { name, method, inputs, parameters, outputs, faults } of cases) {
  test(`the signature of a claims transformation: ${name}`, async (t) => {
    const list = (element: string, content = '') =>
      content === '' ? '' : `<${element}>${content}</${element}>`;
    const transformation = `<ClaimsTransformation Id="Test" TransformationMethod="${method}">
${list('InputClaims', inputs)}${list('InputParameters', parameters)}${list('OutputClaims', outputs)}
</ClaimsTransformation>`;
    const buildingBlocks = `${claimsSchema}<ClaimsTransformations>${transformation}</ClaimsTransformations>`;
    const set = await policySetOf(t, [{ id: 'B2C_1A_Test', buildingBlocks }]);
    const found = set.leaves.flatMap((leaf) => faultsOf(resolvePolicy(set, leaf).policy));
    assert.deepEqual(found, faults);
  });
}

const starterPack = fileURLToPath(new URL('../../../shared/corpus/starterpack/', import.meta.url));

test('no claims transformation of the starter pack differs from its signature', {
  skip: !existsSync(starterPack),
}, () => {
  const set = readPolicySet({ folders: [starterPack] });
  const policies = set.leaves.map((leaf) => resolvePolicy(set, leaf).policy);
  const count = policies.reduce((sum, policy) => sum + policy.claimsTransformations.size, 0);
  assert.ok(count > 100, `${count} transformations`);
  assert.deepEqual(policies.flatMap(faultsOf), []);
});
