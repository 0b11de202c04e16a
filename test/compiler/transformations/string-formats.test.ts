import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildUri } from '../../../compiler/transformations/build-uri.ts';
import { createOtpSecret } from '../../../compiler/transformations/create-otp-secret.ts';
import { createRandomString } from '../../../compiler/transformations/create-random-string.ts';
import { createStringClaim } from '../../../compiler/transformations/create-string-claim.ts';
import { formatLocalizedString } from '../../../compiler/transformations/format-localized-string.ts';
import { formatStringClaim } from '../../../compiler/transformations/format-string-claim.ts';
import { formatStringMultipleClaims } from '../../../compiler/transformations/format-string-multiple-claims.ts';
import { getLocalizedStringsTransformation } from '../../../compiler/transformations/get-localized-strings-transformation.ts';
import { guidAndRandomGenerator } from '../../../compiler/transformations/guid-and-random-generator.ts';
import { exampleCall, testTransform } from '../../support/transformations.ts';

const formatted = [
  { name: 'fills {0}', inputClaim: 'ada', stringFormat: 'cpim_{0}', outputClaim: 'cpim_ada' },
  { name: 'takes $& as text', inputClaim: '$&', stringFormat: '<{0}>', outputClaim: '<$&>' },
  { name: 'fills {0} twice', inputClaim: 'a', stringFormat: '{0}-{0}', outputClaim: 'a-a' },
  { name: 'reads no {0} in a claim', inputClaim: '{0}', stringFormat: '{0}', outputClaim: '{0}' },
  { name: 'needs no {0}', inputClaim: 'a', stringFormat: 'b', outputClaim: 'b' },
  {
    name: 'takes an absent claim for empty text',
    inputClaim: undefined,
    stringFormat: '<{0}>',
    outputClaim: '<>',
  },
];
for (const { name, inputClaim, stringFormat, outputClaim } of formatted) {
  test(`FormatStringClaim ${name}`, () => {
    const output = formatStringClaim.transform({ inputClaim }, { stringFormat });
    assert.deepEqual(output, { outputClaim });
  });
}

testTransform(formatStringClaim, [
  {
    name: 'fails for {1}',
    claims: { inputClaim: 'a' },
    parameters: { stringFormat: '{1}' },
    fails: 'without a message',
  },
]);

testTransform(formatStringMultipleClaims, [
  {
    name: 'fills {0} and {1}',
    claims: { inputClaim1: 'Ana', inputClaim2: 'Berg' },
    parameters: { stringFormat: '{1}, {0}' },
    output: { outputClaim: 'Berg, Ana' },
  },
  {
    name: 'takes an absent claim for empty text',
    claims: { inputClaim1: 'Ana', inputClaim2: undefined },
    parameters: { stringFormat: '{0} {1}' },
    output: { outputClaim: 'Ana ' },
  },
]);

const greeting = (elementType: string, stringId: string) =>
  elementType === 'FormatLocalizedStringTransformationClaimType' && stringId === 'greeting'
    ? 'Hei {0}, du er {1}'
    : undefined;
const ana = { name: 'a', dataType: 'string', value: 'Ana' } as const;
testTransform(formatLocalizedString, [
  {
    name: 'fills in the claims in their order',
    parameters: { stringFormatId: 'greeting' },
    call: {
      localizedString: greeting,
      otherInputClaims: [ana, { name: 'b', dataType: 'string', value: 'medlem' }],
    },
    output: { outputClaim: 'Hei Ana, du er medlem' },
  },
  {
    name: 'takes an absent claim for empty text',
    parameters: { stringFormatId: 'greeting' },
    call: {
      localizedString: greeting,
      otherInputClaims: [ana, { name: 'b', dataType: 'string', value: undefined }],
    },
    output: { outputClaim: 'Hei Ana, du er ' },
  },
  {
    name: 'is empty in a language without the text',
    parameters: { stringFormatId: 'farewell' },
    call: { localizedString: greeting, otherInputClaims: [ana] },
    output: { outputClaim: '' },
  },
  {
    name: 'fails for too few claims',
    parameters: { stringFormatId: 'greeting' },
    call: { localizedString: greeting, otherInputClaims: [ana] },
    fails: 'without a message',
  },
]);

testTransform(getLocalizedStringsTransformation, [
  {
    name: 'copies texts, and empty text for what is missing',
    call: {
      otherOutputClaims: [
        { name: 'mail_subject', dataType: 'string' },
        { name: 'mail_body', dataType: 'string' },
      ],
      localizedString: (elementType, stringId) =>
        elementType === 'GetLocalizedStringsTransformationClaimType' && stringId === 'mail_subject'
          ? 'Din kode'
          : undefined,
    },
    output: {
      otherOutputClaims: new Map([
        ['mail_subject', 'Din kode'],
        ['mail_body', ''],
      ]),
    },
  },
]);

testTransform(createStringClaim, [
  {
    name: 'keeps braces',
    parameters: { value: '{0} {{1}}' },
    output: { createdClaim: '{0} {{1}}' },
  },
]);

const otpauth = { scheme: 'otpauth', host: 'totp' } as const;
const item = (name: string, value: string | undefined) =>
  ({ name, dataType: 'string', value }) as const;
testTransform(buildUri, [
  {
    name: 'makes the URI of an authenticator app',
    claims: { path: 'Northwind Lab:ana@northwind.example' },
    parameters: otpauth,
    call: {
      otherInputClaims: [item('query.secret', 'jbswy3dpehpk3pxp')],
      otherInputParameters: [{ name: 'query.issuer', dataType: 'string', value: 'Northwind Lab' }],
    },
    output: {
      outputClaim:
        'otpauth://totp/Northwind%20Lab:ana@northwind.example?secret=jbswy3dpehpk3pxp&issuer=Northwind+Lab',
    },
  },
  {
    name: 'lets nothing break out of the path',
    claims: { path: '/a?b#c%20/é' },
    parameters: { scheme: 'https', host: 'x.example' },
    output: { outputClaim: 'https://x.example/a%3Fb%23c%2520/%C3%A9' },
  },
  {
    name: 'lets nothing break out of the query',
    claims: { path: '' },
    parameters: { scheme: 'https', host: 'x.example' },
    call: { otherInputClaims: [item('query.a&b', '1&c=2#+\uD800')] },
    output: { outputClaim: 'https://x.example/?a%26b=1%26c%3D2%23%2B%EF%BF%BD' },
  },
  {
    name: 'leaves out a query item without a value',
    claims: { path: 'p' },
    parameters: otpauth,
    call: { otherInputClaims: [item('query.a', undefined)] },
    output: { outputClaim: 'otpauth://totp/p' },
  },
]);

test('what BuildUri puts into a query can be read there', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: 'grapheme' }), (path, value) => {
      const call = { ...exampleCall, otherInputClaims: [item('query.q', value)] };
      const { outputClaim } = buildUri.transform(
        { path },
        { scheme: 'https', host: 'a.example' },
        call,
      );
      const url = new URL(outputClaim);
      assert.equal(url.host, 'a.example');
      assert.equal(url.hash, '');
      assert.deepEqual([...url.searchParams], [['q', value]]);
    }),
  );
});

const random = {
  stringFormat: '{0}',
  base64: false,
  maximumNumber: undefined,
  seed: undefined,
} as const;
testTransform(createRandomString, [
  {
    name: 'formats a number',
    parameters: { ...random, randomGeneratorType: 'INTEGER', stringFormat: 'ORD_{0}' },
    output: { outputClaim: 'ORD_42' },
  },
  {
    name: 'then takes base64 of it',
    parameters: {
      ...random,
      randomGeneratorType: 'INTEGER',
      stringFormat: 'ORD_{0}',
      base64: true,
    },
    output: { outputClaim: 'T1JEXzQy' },
  },
  {
    name: 'stays below the maximum',
    parameters: { ...random, randomGeneratorType: 'INTEGER', maximumNumber: 42 },
    output: { outputClaim: '0' },
  },
  {
    name: 'makes a GUID of version 4',
    parameters: { ...random, randomGeneratorType: 'GUID' },
    call: { randomBytes: (length) => Buffer.alloc(length, 0xff) },
    output: { outputClaim: 'ffffffff-ffff-4fff-bfff-ffffffffffff' },
  },
  {
    name: 'fails for a maximum that leaves no number',
    parameters: { ...random, randomGeneratorType: 'INTEGER', maximumNumber: 0 },
    fails: 'without a message',
  },
]);

test('CreateRandomString draws the same number for the same seed, whatever chance says', () => {
  const numberOf = (seed: number) => {
    const parameters = { ...random, randomGeneratorType: 'INTEGER', seed } as const;
    return createRandomString.transform({}, parameters, { ...exampleCall, randomBytes })
      .outputClaim;
  };
  assert.equal(numberOf(7), numberOf(7));
  assert.notEqual(numberOf(7), numberOf(8));
});

test('CreateRandomString draws numbers from 0 to below the maximum', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (maximumNumber) => {
      const parameters = { ...random, randomGeneratorType: 'INTEGER', maximumNumber } as const;
      const call = { ...exampleCall, randomBytes };
      const number = Number(createRandomString.transform({}, parameters, call).outputClaim);
      assert.ok(Number.isInteger(number) && number >= 0 && number < maximumNumber);
    }),
  );
});

test('CreateOtpSecret makes 16 characters of base32', () => {
  const secrets = Array.from({ length: 20 }, () => {
    return createOtpSecret.transform({}, {}, { ...exampleCall, randomBytes }).outputClaim;
  });
  for (const secret of secrets) assert.match(secret, /^[a-z2-7]{16}$/);
  assert.equal(new Set(secrets).size, secrets.length);
});

testTransform(guidAndRandomGenerator, [
  {
    name: 'makes a GUID',
    parameters: { randomGeneratorType: 'GUID' },
    output: { outputClaim: '00000000-0000-4000-8000-00000000002a' },
  },
  {
    name: 'makes a number',
    parameters: { randomGeneratorType: 'INTEGER' },
    output: { outputClaim: '42' },
  },
]);
