import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answerOf,
  exchange,
  sendClaims,
  startTest,
  tenantOf,
} from '../../support/emulated-tenant.ts';
import { always, type ClaimText, profile } from '../../support/profile-text.ts';

const claims = {
  one: 'string',
  two: 'string',
  both: 'string',
  isNew: 'boolean',
  late: 'string',
  early: 'string',
  number: 'string',
  phone: 'phoneNumber',
  page: 'string',
};

interface Parts {
  readonly inputs: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, readonly [dataType: string, value: string]>>;
  readonly outputs?: Readonly<Record<string, string>>;
}

function transformation(
  id: string,
  method: string,
  { inputs, parameters = {}, outputs = {} }: Parts,
) {
  const claim =
    (element: string) =>
    ([type, reference]: [string, string]) =>
      `<${element} ClaimTypeReferenceId="${reference}" TransformationClaimType="${type}" />`;
  const given = Object.entries(parameters).map(
    ([name, [dataType, value]]) =>
      `<InputParameter Id="${name}" DataType="${dataType}" Value="${value}" />`,
  );
  const list = (element: string, items: readonly string[]) =>
    items.length > 0 ? `<${element}>${items.join('')}</${element}>` : '';
  return `<ClaimsTransformation Id="${id}" TransformationMethod="${method}">${list('InputClaims', Object.entries(inputs).map(claim('InputClaim')))}${list('InputParameters', given)}${list('OutputClaims', Object.entries(outputs).map(claim('OutputClaim')))}</ClaimsTransformation>`;
}

const join = (id: string, inputs: readonly [string, string]) =>
  transformation(id, 'FormatStringMultipleClaims', {
    inputs: { inputClaim1: inputs[0], inputClaim2: inputs[1] },
    parameters: { stringFormat: ['string', '{0}+{1}'] },
    outputs: { outputClaim: 'both' },
  });

test('as a step its transformations run before and after its claims, each seeing the one before', async (t) => {
  const it = profile({
    id: 'It',
    inputClaimsTransformations: ['First', 'Second'],
    outputClaims: [always('two', 'TWO')],
    outputClaimsTransformations: ['Third'],
  });
  const tenant = await tenantOf(t, {
    claims,
    transformations:
      join('First', ['one', 'two']) +
      join('Second', ['both', 'one']) +
      join('Third', ['both', 'two']),
    technicalProfiles:
      profile({ id: 'Set', outputClaims: [always('one', '1'), always('two', '2')] }) + it,
    steps: exchange(1, 'Set') + exchange(2, 'It') + sendClaims(3),
    answer: ['both'],
  });
  const started = await startTest(tenant);
  assert.deepEqual(answerOf(started), { both: '1+2+1+TWO' });
  const events = started.transaction.trace.events();
  const traced = events.filter(({ kind }) => kind === 'transformation');
  assert.deepEqual(
    traced.map(({ text, phase, changes }) => [text, phase, changes[0]?.after]),
    [
      ['First (FormatStringMultipleClaims)', 'InputClaimsTransformations', '1+2'],
      ['Second (FormatStringMultipleClaims)', 'InputClaimsTransformations', '1+2+1'],
      ['Third (FormatStringMultipleClaims)', 'OutputClaimsTransformations', '1+2+1+TWO'],
    ],
  );
});

interface Assertion {
  readonly name: string;
  readonly transformation: string;
  readonly values: readonly ClaimText[];
  /** The metadata item of the page that holds the message. */
  readonly key: string;
}

const assertions: readonly Assertion[] = [
  {
    name: 'AssertBooleanClaimIsEqualToValue',
    transformation: transformation('Assert', 'AssertBooleanClaimIsEqualToValue', {
      inputs: { inputClaim: 'isNew' },
      parameters: { valueToCompareTo: ['boolean', 'true'] },
    }),
    values: [always('isNew', 'false')],
    key: 'UserMessageIfClaimsTransformationBooleanValueIsNotEqual',
  },
  {
    name: 'AssertStringClaimsAreEqual',
    transformation: transformation('Assert', 'AssertStringClaimsAreEqual', {
      inputs: { inputClaim1: 'one', inputClaim2: 'two' },
      parameters: { stringComparison: ['string', 'ordinal'] },
    }),
    values: [always('one', '1'), always('two', '2')],
    key: 'UserMessageIfClaimsTransformationStringsAreNotEqual',
  },
  {
    name: 'AssertDateTimeIsGreaterThan',
    transformation: transformation('Assert', 'AssertDateTimeIsGreaterThan', {
      inputs: { leftOperand: 'early', rightOperand: 'late' },
      parameters: {
        AssertIfEqualTo: ['boolean', 'false'],
        AssertIfRightOperandIsNotPresent: ['boolean', 'true'],
        TreatAsEqualIfWithinMillseconds: ['int', '0'],
      },
    }),
    values: [always('early', '2026-01-01T00:00:00Z'), always('late', '2026-02-01T00:00:00Z')],
    key: 'DateTimeGreaterThan',
  },
  {
    name: 'ConvertStringToPhoneNumberClaim',
    transformation: transformation('Assert', 'ConvertStringToPhoneNumberClaim', {
      inputs: { phoneNumberString: 'number', country: 'one' },
      outputs: { outputClaim: 'phone' },
    }),
    values: [always('number', 'no number'), always('one', 'CH')],
    key: 'UserMessageIfClaimsTransformationInvalidPhoneNumber',
  },
];

for (const { name, transformation: own, values, key } of assertions) {
  const it = profile({ id: 'It', outputClaims: values, outputClaimsTransformations: ['Assert'] });

  test(`${name} fails: as a step the journey ends`, async (t) => {
    const steps = exchange(1, 'It') + sendClaims(2);
    const tenant = await tenantOf(t, {
      claims,
      transformations: own,
      technicalProfiles: it,
      steps,
    });
    assert.match(String(answerOf(await startTest(tenant))), /^no code: /);
  });

  test(`${name} fails: as validation technical profile the page shows ${key}`, async (t) => {
    const page = profile({
      ...{ id: 'Page', handler: 'selfAsserted', validations: ['It'] },
      metadata: { [key]: 'The page has a word for it.' },
      outputClaims: ['page'],
    });
    const tenant = await tenantOf(t, {
      ...{ claims, transformations: own, technicalProfiles: it + page },
      steps: exchange(1, 'Page') + sendClaims(2),
    });
    const { stop } = await startTest(tenant);
    assert.equal(stop.kind, 'page');
    if (stop.kind !== 'page') return;
    const after = await stop.resume({ kind: 'submit', claims: { page: 'x' } });
    assert.equal(after.kind, 'page');
    if (after.kind !== 'page') return;
    assert.deepEqual(after.page.error, { message: 'The page has a word for it.' });
  });
}

test('expressions of a transformation are the calling technical profile and the tenants, in any case', async (t) => {
  const value =
    '{TechnicalProfileId} {relyingPartyTenantId} {TrustFrameworkTenantId} {AuthenticatorIssuer} {Other}';
  const tenant = await tenantOf(t, {
    claims,
    transformations: transformation('Say', 'CreateStringClaim', {
      inputs: {},
      parameters: { value: ['string', value] },
      outputs: { createdClaim: 'one' },
    }),
    technicalProfiles: profile({ id: 'It', outputClaimsTransformations: ['Say'] }),
    steps: exchange(1, 'It') + sendClaims(2),
    answer: ['one'],
  });
  const domain = 'contoso.onmicrosoft.com';
  assert.deepEqual(answerOf(await startTest(tenant)), {
    one: `It ${domain} ${domain} contoso {Other}`,
  });
});
