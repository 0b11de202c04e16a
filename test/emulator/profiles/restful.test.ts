import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeCertificate } from '../../support/certificates.ts';
import {
  asStep,
  asValidation,
  callAtStep,
  callFromPage,
  type Rest,
  refusal,
  rest,
  secrets,
} from '../../support/restful-journey.ts';
import { startSecureApi } from '../../support/secure-api.ts';
import { type Answerer, answerWith, startApi } from '../../support/test-api.ts';

const encodings = [
  {
    name: 'Body',
    metadata: { SendClaimsIn: 'Body' },
    line: 'POST /check',
    body: '{"email":"ada@example.org","years":36,"isNew":true}',
  },
  {
    name: 'Form',
    metadata: { SendClaimsIn: 'Form' },
    line: 'POST /check',
    body: 'email=ada%40example.org&years=36&isNew=true',
  },
  {
    name: 'QueryString',
    metadata: { SendClaimsIn: 'QueryString' },
    line: 'GET /check?email=ada%40example.org&years=36&isNew=true',
    body: '',
  },
  {
    name: 'Url',
    path: '/check/{email}/of/{years}',
    metadata: { SendClaimsIn: 'Url' },
    line: 'GET /check/ada%40example.org/of/36',
    body: '',
  },
  {
    name: 'Header',
    metadata: { SendClaimsIn: 'Header' },
    line: 'GET /check',
    body: '',
    headers: { email: 'ada@example.org', years: '36', isnew: 'true' },
  },
  {
    name: 'Body with ClaimUsedForRequestPayload',
    metadata: { SendClaimsIn: 'Body', ClaimUsedForRequestPayload: 'body' },
    inputClaims: ['body'],
    line: 'POST /check',
    body: '{"whole":"body"}',
  },
];

for (const { name, line, body, headers = {}, ...parts } of encodings) {
  test(`a REST API gets its claims as ${name}`, async (t) => {
    const api = await startApi(t, answerWith(200, { tier: 'oar', unknown: 1 }));
    const { answer } = await callAtStep(t, asStep(rest(api.url, parts)));
    assert.deepEqual(answer, { tier: 'oar' });
    const [seen] = api.seen;
    assert.equal(seen?.line, line);
    assert.equal(seen.body, body);
    for (const [header, value] of Object.entries(headers))
      assert.equal(seen.headers[header], value);
  });
}

const credentials = [
  { name: 'None', type: 'None', keys: {}, header: 'authorization', value: undefined },
  {
    name: 'Basic',
    type: 'Basic',
    keys: {
      BasicAuthenticationUsername: 'B2C_1A_User',
      BasicAuthenticationPassword: 'B2C_1A_Secret',
    },
    header: 'authorization',
    value: `Basic ${Buffer.from('caller:open sesame').toString('base64')}`,
  },
  {
    name: 'Bearer',
    type: 'Bearer',
    keys: { BearerAuthenticationToken: 'B2C_1A_Secret' },
    header: 'authorization',
    value: 'Bearer open sesame',
  },
  {
    name: 'Bearer of a claim',
    type: 'Bearer',
    metadata: { UseClaimAsBearerToken: 'accessToken' },
    inputClaims: ['accessToken'],
    keys: {},
    header: 'authorization',
    value: 'Bearer token-of-a-claim',
  },
  {
    name: 'ApiKeyHeader',
    type: 'ApiKeyHeader',
    keys: { 'x-functions-key': 'B2C_1A_Secret' },
    header: 'x-functions-key',
    value: 'open sesame',
  },
];

for (const { name, type, keys, header, value, metadata = {}, ...parts } of credentials) {
  test(`a REST API gets the credential ${name}, and the trace does not`, async (t) => {
    const api = await startApi(t, answerWith(200, { tier: 'oar' }));
    const all = { ...parts, keys, metadata: { AuthenticationType: type, ...metadata } };
    const { answer, transaction } = await callAtStep(t, asStep(rest(api.url, all)), { secrets });
    assert.deepEqual(answer, { tier: 'oar' });
    assert.equal(api.seen[0]?.headers[header], value);
    const trace = JSON.stringify(transaction.trace.events());
    for (const secret of ['open sesame', 'token-of-a-claim', value ?? 'open sesame']) {
      assert.ok(!trace.includes(secret), secret);
    }
  });
}

test('a REST API gets the credential ClientCertificate over TLS', async (t) => {
  const api = await startSecureApi(t);
  const client = makeCertificate({
    name: 'B2C',
    notBefore: new Date('2020-01-01'),
    notAfter: new Date('2120-01-01'),
  });
  const parts = {
    keys: { ClientCertificate: 'B2C_1A_Certificate' },
    metadata: { AuthenticationType: 'ClientCertificate' },
  };
  const { answer } = await callAtStep(t, asStep(rest(api.url, parts)), {
    secrets: () => client.privateKey + client.pem,
    engine: { restfulCalls: { trustedCertificates: api.certificate } },
  });
  assert.deepEqual(answer, {});
  assert.deepEqual(api.clients, [client.thumbprint]);
});

interface Failure extends Rest {
  readonly name: string;
  readonly answers: Answerer;
  readonly atStep: RegExp;
  readonly onPage: { readonly message: string; readonly code?: string };
}

const fallback = 'Unable to validate the information provided.';

const failures: readonly Failure[] = [
  {
    name: '409 with a body',
    answers: answerWith(409, refusal),
    atStep: /^AADB2C90075: "Rest" answered: We do not know that tier\.$/,
    onPage: { message: 'We do not know that tier.', code: 'AADB2C90075' },
  },
  {
    name: '400 with a body',
    answers: answerWith(400, { ...refusal, status: 400 }),
    atStep: /^AADB2C90075: /,
    onPage: { message: 'We do not know that tier.', code: 'AADB2C90075' },
  },
  {
    name: '409 with a body, and DebugMode',
    answers: answerWith(409, refusal),
    metadata: { DebugMode: 'true' },
    atStep: /^AADB2C90075: [\s\S]*developerMessage: Table tiers is empty\./,
    onPage: {
      message:
        'We do not know that tier.\nerrorCode: TIER_UNKNOWN\ndeveloperMessage: Table tiers is empty.',
      code: 'AADB2C90075',
    },
  },
  {
    name: '409 with a body that is no JSON',
    answers: answerWith(409, '<html>', 'text/html'),
    atStep: /^AADB2C90261: "Rest" answered with HTTP 409 \(Conflict\)\.$/,
    onPage: { message: fallback, code: 'AADB2C90261' },
  },
  {
    name: '409 with JSON that has no userMessage',
    answers: answerWith(409, { error: 'no' }),
    atStep: /^AADB2C90075: "Rest" answered with HTTP 409/,
    onPage: { message: fallback, code: 'AADB2C90075' },
  },
  {
    name: '401 with Basic credentials',
    answers: answerWith(401, refusal),
    metadata: { AuthenticationType: 'Basic' },
    keys: {
      BasicAuthenticationUsername: 'B2C_1A_User',
      BasicAuthenticationPassword: 'B2C_1A_Secret',
    },
    atStep: /^AADB2C90027: /,
    onPage: { message: fallback, code: 'AADB2C90027' },
  },
  {
    name: '500, with a text for it',
    answers: answerWith(500, refusal),
    metadata: { DefaultUserMessageIfRequestFailed: 'Come back later.' },
    atStep: /^AADB2C90075: "Rest" answered with HTTP 500/,
    onPage: { message: 'Come back later.', code: 'AADB2C90075' },
  },
  {
    name: 'a claim of another type',
    answers: answerWith(200, { age: 'many' }),
    outputClaims: ['age'],
    atStep: /^no code: The claim "age" has the DataType "int"/,
    onPage: { message: fallback },
  },
];

for (const { name, answers, atStep, onPage, ...parts } of failures) {
  test(`a REST API that answers ${name}: at a step the application learns it, on a page the user`, async (t) => {
    const api = await startApi(t, answers);
    const { answer } = await callAtStep(t, asStep(rest(api.url, parts)), { secrets });
    assert.match(String(answer), atStep);
    const page = await callFromPage(t, asValidation(rest(api.url, parts)), { secrets });
    assert.deepEqual(page.error, onPage);
    assert.equal(page.isAccepted, false);
  });
}

test('a call that takes too long is made once more, and may succeed then', async (t) => {
  const answers: Answerer = (response, count) => {
    if (count > 1) answerWith(200, { tier: 'oar' })(response);
  };
  const api = await startApi(t, answers);
  const engine = { restfulCalls: { timeoutMs: 1000 } };
  const { answer, http } = await callAtStep(t, asStep(rest(api.url, {})), { engine });
  assert.deepEqual(answer, { tier: 'oar' });
  assert.equal(api.seen.length, 2);
  assert.equal(http?.details?.['tries'], 2);
});

test('how often and what is tried again is a setting', async (t) => {
  const api = await startApi(t, answerWith(503, ''));
  const engine = { restfulCalls: { tries: 3, retryOn: ['server-failed'] as const } };
  await callAtStep(t, asStep(rest(api.url, {})), { engine });
  assert.equal(api.seen.length, 3);
});
