import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimValue } from '../../compiler/claim-value.ts';
import type { DataType } from '../../compiler/model.ts';
import type { ClaimsTransformation } from '../../compiler/model-transformations.ts';
import { runTransformation } from '../../compiler/run-transformation.ts';
import type { TransformationContext } from '../../compiler/transformation-binding.ts';
import { TransformationFailed } from '../../shared/errors.ts';
import { exampleCall } from '../support/transformations.ts';

const position = { file: 'policy.xml', line: 1, column: 1 };

interface Written {
  readonly method: string;
  /** `claim` or `claim:TransformationClaimType` */
  readonly inputs?: readonly string[];
  readonly parameters?: Readonly<Record<string, string | readonly [DataType, string]>>;
  readonly outputs?: readonly string[];
}

function element({
  method,
  inputs = [],
  parameters = {},
  outputs = [],
}: Written): ClaimsTransformation {
  const claim = (text: string) => {
    const [claimTypeReferenceId = '', type] = text.split(':');
    return { claimTypeReferenceId, ...(type && { transformationClaimType: type }), position };
  };
  const inputParameters = Object.entries(parameters).map(([id, written]) => {
    const [dataType, value] =
      typeof written === 'string' ? (['string', written] as const) : written;
    return { id, dataType, value, position };
  });
  return {
    id: 'Test',
    transformationMethod: method,
    inputClaims: inputs.map(claim),
    inputParameters,
    outputClaims: outputs.map(claim),
    position,
  };
}

const bag = new Map<string, ClaimValue>([
  ['name', 'Ana'],
  ['mail', 'ana@x.example'],
  ['age', 31],
  ['nothing', null],
  ['tags', ['a']],
]);
const types = new Map<string, DataType>([
  ['name', 'string'],
  ['mail', 'string'],
  ['missing', 'string'],
  ['nothing', 'string'],
  ['age', 'int'],
  ['flag', 'boolean'],
  ['tags', 'stringCollection'],
]);
const context: TransformationContext = {
  ...exampleCall,
  expressions: new Map([['RelyingPartyTenantId', 'acme.onmicrosoft.com']]),
  claim: (id) => bag.get(id),
  dataTypeOf: (id) => types.get(id),
  restrictionOf: (id) => ({ options: [{ text: 'Ana', value: `of ${id}` }], predicateGroups: [] }),
};

const cases: (Written & { name: string; sets: Readonly<Record<string, ClaimValue>> })[] = [
  {
    name: 'goes by TransformationClaimType, whatever its case',
    method: 'formatstringclaim',
    inputs: ['name:INPUTCLAIM'],
    parameters: { StringFormat: 'Hi {0}' },
    outputs: ['mail:OutputClaim'],
    sets: { mail: 'Hi Ana' },
  },
  {
    name: "takes a claim's own name where no other is said",
    method: 'GetLocalizedStringsTransformation',
    outputs: ['mail'],
    sets: { mail: '' },
  },
  {
    name: 'replaces expressions, and leaves what it does not know',
    method: 'CreateStringClaim',
    parameters: { value: '{0}@{RelyingPartyTenantId} {Unknown}' },
    outputs: ['mail:createdClaim'],
    sets: { mail: '{0}@acme.onmicrosoft.com {Unknown}' },
  },
  {
    name: 'replaces expressions before it formats',
    method: 'FormatStringClaim',
    inputs: ['name:inputClaim'],
    parameters: { stringFormat: '{0}@{RelyingPartyTenantId}' },
    outputs: ['name:outputClaim'],
    sets: { name: 'Ana@acme.onmicrosoft.com' },
  },
  {
    name: 'replaces expressions in query items',
    method: 'BuildUri',
    inputs: ['name:path'],
    parameters: { scheme: 'https', host: 'a.example', 'query.t': '{RelyingPartyTenantId}' },
    outputs: ['mail:outputClaim'],
    sets: { mail: 'https://a.example/Ana?t=acme.onmicrosoft.com' },
  },
  {
    name: 'takes values of a list in any case, and texts for booleans',
    method: 'CompareClaims',
    inputs: ['name:inputClaim1', 'mail:inputClaim2'],
    parameters: { operator: 'not equal', ignoreCase: ['boolean', 'True'] },
    outputs: ['flag:outputClaim'],
    sets: { flag: true },
  },
  {
    name: 'uses the default of a parameter',
    method: 'AdjustNumber',
    inputs: ['age:inputClaim'],
    outputs: ['age:outputClaim'],
    sets: { age: 32 },
  },
  {
    name: 'sets two claims of one output',
    method: 'ParseDomain',
    inputs: ['mail:emailAddress'],
    outputs: ['name:domain', 'mail:domain'],
    sets: { name: 'x.example', mail: 'x.example' },
  },
  {
    name: 'sees whether an empty claim exists',
    method: 'DoesClaimExist',
    inputs: ['nothing:inputClaim'],
    outputs: ['flag:outputClaim'],
    sets: { flag: true },
  },
  {
    name: 'takes an empty claim for an absent one elsewhere',
    method: 'FormatStringClaim',
    inputs: ['nothing:inputClaim'],
    parameters: { stringFormat: '<{0}>' },
    outputs: ['mail:outputClaim'],
    sets: { mail: '<>' },
  },
  {
    name: 'empties a claim',
    method: 'NullClaim',
    outputs: ['name:claim_to_null'],
    sets: { name: null },
  },
  {
    name: 'leaves out what stays as it is',
    method: 'GetNationalNumberAndCountryCodeFromPhoneNumberString',
    inputs: ['name:phoneNumber'],
    outputs: ['name:nationalNumber', 'mail:countryCode'],
    sets: {},
  },
  {
    name: 'reads parameters of the policy in their DataType',
    method: 'GenerateJson',
    inputs: ['mail:to.0.email', 'missing:from'],
    parameters: { 'to.0.level': ['int', '3'], ok: ['boolean', 'true'] },
    outputs: ['name:outputClaim'],
    sets: { name: '{"to":[{"email":"ana@x.example","level":3}],"ok":true}' },
  },
  {
    name: "asks for the options of the output's claim",
    method: 'GetMappedValueFromLocalizedCollection',
    inputs: ['name:mapFromClaim'],
    outputs: ['mail:restrictionValueClaim'],
    sets: { mail: 'of mail' },
  },
];
for (const { name, sets, ...written } of cases) {
  test(`a claims transformation ${name}`, async () => {
    const results = await runTransformation(element(written), context);
    const entries = results.map(({ claimTypeReferenceId, value }) => [claimTypeReferenceId, value]);
    assert.deepEqual(Object.fromEntries(entries), sets);
  });
}

const failures: (Written & { name: string; message: RegExp; messageKey?: string })[] = [
  {
    name: 'of an unknown method',
    method: 'UrlEncode',
    message: /no TransformationMethod "UrlEncode"/,
  },
  {
    name: 'without a claim that it needs',
    method: 'ParseDomain',
    outputs: ['name:domain'],
    message: /no InputClaim "emailAddress"/,
  },
  {
    name: 'whose claim has no value',
    method: 'StringSplit',
    inputs: ['missing:inputClaim'],
    parameters: { delimiter: ',' },
    outputs: ['tags:outputClaim'],
    message: /The claim "missing" \("inputClaim"\) has no value/,
  },
  {
    name: 'with a claim of another DataType',
    method: 'ParseDomain',
    inputs: ['age:emailAddress'],
    outputs: ['name:domain'],
    message: /"age" is of type int; "emailAddress" must be string/,
  },
  {
    name: 'with an output of another DataType',
    method: 'ParseDomain',
    inputs: ['mail:emailAddress'],
    outputs: ['age:domain'],
    message: /"age" is of type int/,
  },
  {
    name: 'with a claim that nobody declares',
    method: 'ParseDomain',
    inputs: ['unknown:emailAddress'],
    message: /The claim "unknown" has no type/,
  },
  {
    name: 'without a parameter that it needs',
    method: 'StringJoin',
    inputs: ['tags:inputClaim'],
    message: /no InputParameter "delimiter"/,
  },
  {
    name: 'with a value that is not in the list',
    method: 'ChangeCase',
    inputs: ['name:inputClaim1'],
    parameters: { toCase: 'TITLE' },
    message: /InputParameter "toCase" is not allowed/,
  },
  {
    name: 'with a parameter of its own that cannot be read',
    method: 'GenerateJson',
    parameters: { level: ['int', 'high'] },
    outputs: ['name:outputClaim'],
    message: /InputParameter "level" is not allowed/,
  },
  {
    name: 'with a parameter of its own in another DataType',
    method: 'LookupValue',
    inputs: ['name:inputParameterId'],
    parameters: { errorOnFailedLookup: ['boolean', 'false'], Ana: ['int', '3'] },
    message: /InputParameter "Ana" is not allowed/,
  },
  {
    name: 'whose assertion does not hold',
    method: 'AssertStringClaimsAreEqual',
    inputs: ['name:inputClaim1', 'mail:inputClaim2'],
    parameters: { stringComparison: 'ordinalIgnoreCase' },
    message: /not equal/,
    messageKey: 'UserMessageIfClaimsTransformationStringsAreNotEqual',
  },
];
for (const { name, message, messageKey, ...written } of failures) {
  test(`a claims transformation ${name} fails, and tells no value`, async () => {
    await assert.rejects(runTransformation(element(written), context), (error) => {
      assert.ok(error instanceof TransformationFailed);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /ana@x\.example|31/);
      assert.equal(error.messageKey, messageKey);
      return true;
    });
  });
}
