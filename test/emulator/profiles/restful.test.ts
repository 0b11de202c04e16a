import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { LocalTenantOptions } from '../../../emulator/local-tenant.ts';
import type { FormPage } from '../../../emulator/page.ts';
import { makeCertificate } from '../../support/certificates.ts';
import {
  answerOf,
  exchange,
  type JourneyParts,
  sendClaims,
  startTest,
  tenantOf,
} from '../../support/emulated-tenant.ts';
import { always, named, type ProfileParts, profile } from '../../support/profile-text.ts';
import { startSecureApi } from '../../support/secure-api.ts';
import { type Answerer, answerWith, startApi } from '../../support/test-api.ts';

const claims = {
  email: 'string',
  age: 'int',
  isNew: 'boolean',
  tier: 'string',
  empty: 'string',
  accessToken: 'string',
  body: 'string',
  page: 'string',
};

const set = profile({
  id: 'Set',
  outputClaims: [
    always('email', 'ada@example.org'),
    always('age', '36'),
    always('isNew', 'true'),
    always('accessToken', 'token-of-a-claim'),
    always('body', '{"whole":"body"}'),
  ],
});

const inputClaims = ['email', named('age', 'years'), 'isNew', 'empty'];
const outputClaims = ['tier'];

interface Rest extends Partial<ProfileParts> {
  readonly path?: string;
}

function rest(url: string, { path = '/check', metadata, ...parts }: Rest): string {
  const all = { ServiceUrl: `${url}${path}`, AuthenticationType: 'None', ...metadata };
  return profile({
    ...{ id: 'Rest', handler: 'restful', inputClaims, outputClaims },
    ...{ ...parts, metadata: all },
  });
}

/** The journey whose second step is the call. */
const asStep = (restProfile: string): JourneyParts => ({
  claims,
  technicalProfiles: set + restProfile,
  steps: exchange(1, 'Set') + exchange(2, 'Rest') + sendClaims(3),
  answer: ['tier'],
});

/** The journey whose second step is a page that the call validates. */
const asValidation = (restProfile: string, buildingBlocks = ''): JourneyParts => ({
  claims,
  buildingBlocks,
  technicalProfiles:
    set +
    restProfile +
    profile({
      ...{ id: 'Page', handler: 'selfAsserted', validations: ['Rest'] },
      metadata: { ContentDefinitionReferenceId: 'api.page' },
      outputClaims: ['page', 'tier'],
    }),
  steps: exchange(1, 'Set') + exchange(2, 'Page') + sendClaims(3),
  answer: ['tier'],
});

async function callAtStep(
  t: TestContext,
  parts: JourneyParts,
  options: Partial<LocalTenantOptions> = {},
) {
  const started = await startTest(await tenantOf(t, parts, options));
  const { transaction } = started;
  const http = transaction.trace.events().find(({ kind }) => kind === 'http');
  return { answer: answerOf(started), transaction, http };
}

/** The page after it was submitted. */
async function callFromPage(
  t: TestContext,
  parts: JourneyParts,
  options: Partial<LocalTenantOptions> = {},
): Promise<FormPage> {
  const { stop } = await startTest(await tenantOf(t, parts, options));
  assert.equal(stop.kind, 'page');
  const after =
    stop.kind === 'page' ? await stop.resume({ kind: 'submit', claims: { page: 'x' } }) : stop;
  assert.equal(after.kind, 'page', JSON.stringify(after));
  return (after as { page: FormPage }).page;
}

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

const secrets = (id: string) =>
  new Map([
    ['B2C_1A_User', 'caller'],
    ['B2C_1A_Secret', 'open sesame'],
  ]).get(id);

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

const refusal = {
  version: '1.0.0',
  status: 409,
  code: 'TIER_UNKNOWN',
  userMessage: 'We do not know that tier.',
  developerMessage: 'Table tiers is empty.',
};

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

/** Never answers; the test's end closes the connection. */
const silence: Answerer = () => undefined;
const impatient = { restfulCalls: { timeoutMs: 60 } };

const texts = {
  DefaultUserMessageIfRequestFailed: 'It failed.',
  UserMessageIfCircuitOpen: 'It is closed.',
  UserMessageIfDnsResolutionFailed: 'It has no address.',
  UserMessageIfRequestTimeout: 'It is slow.',
};
const localized = `<ContentDefinitions><ContentDefinition Id="api.page"><LoadUri>~/page</LoadUri><RecoveryUri>~/recover</RecoveryUri><DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.30</DataUri><LocalizedResourcesReferences MergeBehavior="Prepend"><LocalizedResourcesReference Language="en" LocalizedResourcesReferenceId="page.en" /></LocalizedResourcesReferences></ContentDefinition></ContentDefinitions><Localization Enabled="true"><SupportedLanguages DefaultLanguage="en"><SupportedLanguage>en</SupportedLanguage></SupportedLanguages><LocalizedResources Id="page.en"><LocalizedStrings><LocalizedString ElementType="ErrorMessage" StringId="UserMessageIfRequestTimeout">It is slow, says the page.</LocalizedString></LocalizedStrings></LocalizedResources></Localization>`;

interface TextCase {
  readonly name: string;
  readonly url?: string;
  readonly answers?: Answerer;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly buildingBlocks?: string;
  readonly message: string;
}

const textCases: readonly TextCase[] = [
  { name: 'a timeout', answers: silence, metadata: texts, message: 'It is slow.' },
  {
    name: 'no address',
    url: 'http://nowhere.invalid',
    metadata: texts,
    message: 'It has no address.',
  },
  { name: 'no connection', url: 'http://127.0.0.1:1', metadata: texts, message: 'It is closed.' },
  {
    name: 'a failure of the server',
    answers: answerWith(503, ''),
    metadata: texts,
    message: 'It failed.',
  },
  {
    name: 'a timeout that has no text of its own',
    answers: silence,
    metadata: { DefaultUserMessageIfRequestFailed: 'It failed.' },
    message: 'It failed.',
  },
  {
    name: "a timeout that has a text in the page's language",
    answers: silence,
    buildingBlocks: localized,
    message: 'It is slow, says the page.',
  },
];

for (const { name, url, answers, metadata = {}, buildingBlocks, message } of textCases) {
  test(`a page says what the policy says of ${name}`, async (t) => {
    const api = url ?? (await startApi(t, answers ?? silence)).url;
    const parts = asValidation(rest(api, { metadata }), buildingBlocks);
    const engine = answers === silence ? impatient : {};
    const page = await callFromPage(t, parts, { engine, allowedHosts: ['nowhere.invalid'] });
    assert.equal(page.error?.message, message);
    assert.equal(page.error.code, 'AADB2C90075');
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

test('a host beyond this machine is not called, and the message says how to allow it', async (t) => {
  const message =
    'The host "api.example.org" is not on this machine: map its URLs to a backend here (--map PREFIX=URL), or allow it (--allow-host api.example.org).';
  const restProfile = rest('https://api.example.org', {});
  const { answer, http } = await callAtStep(t, asStep(restProfile));
  assert.equal(answer, `no code: ${message}`);
  assert.equal(http, undefined);
  const page = await callFromPage(t, asValidation(restProfile));
  assert.deepEqual(page.error, { message });
});

test('a host beyond this machine is called where its URLs are mapped to', async (t) => {
  const api = await startApi(t, answerWith(200, { tier: 'oar' }));
  const restProfile = rest('https://api.example.org', { path: '/v1/check' });
  const map = [['https://api.example.org/v1', `${api.url}/local`]] as const;
  const { answer } = await callAtStep(t, asStep(restProfile), { map });
  assert.deepEqual(answer, { tier: 'oar' });
  assert.equal(api.seen[0]?.line, 'POST /local/check');
});

test('the trace has request and answer of a call, without keys of the URL', async (t) => {
  const api = await startApi(t, answerWith(200, { tier: 'oar', accessToken: 'secret' }));
  const parts = { path: '/{email}?code=key&x={age}', metadata: { SendClaimsIn: 'Url' } };
  const { http } = await callAtStep(t, asStep(rest(api.url, parts)));
  const { durationMs, request, response, ...details } = http?.details ?? {};
  assert.ok(typeof durationMs === 'number' && http && durationMs === http.durationMs);
  assert.deepEqual(details, {
    ...{ outcome: 'claims', tries: 1, httpStatus: 200 },
    claimsReturned: ['tier'],
  });
  const url = new URL(
    api.seen[0]?.line.split(' ')[1]?.replace('code=key', 'code=***') ?? '',
    api.url,
  );
  assert.deepEqual(request, { method: 'GET', url: url.href, headers: [] });
  const body = JSON.stringify({ tier: 'oar', accessToken: '***' }, undefined, 2);
  assert.deepEqual(response, { status: 200, body, contentType: 'application/json' });
});

test('a secret that the policy writes itself, or that an answer has as a number, is not in the trace', async (t) => {
  const api = await startApi(t, answerWith(200, { tier: 'oar', otpSecret: 271828 }));
  const inputClaims = [
    'email',
    {
      ClaimTypeReferenceId: 'accessToken',
      DefaultValue: 'written-here',
      AlwaysUseDefaultValue: 'true',
    },
  ];
  const { http } = await callAtStep(t, asStep(rest(api.url, { inputClaims })));
  assert.match(api.seen[0]?.body ?? '', /written-here/);
  const shown = JSON.stringify(http?.details);
  assert.match(shown, /accessToken/);
  assert.doesNotMatch(shown, /written-here|271828/);
});

test('the trace shows a request in the form in which the engine sends it', async (t) => {
  const api = await startApi(t, answerWith(200, { tier: 'oar' }));
  const engine = { restfulCalls: { claimForm: 'text' } } as const;
  const { http } = await callAtStep(t, asStep(rest(api.url, {})), { engine });
  const sent = api.seen[0]?.body;
  assert.match(sent ?? '', /"years":"36"/);
  assert.deepEqual(http?.details?.['request'], {
    ...{ method: 'POST', url: `${api.url}/check`, body: sent },
    headers: [['content-type', 'application/json']],
  });
});

test('a secret that the API quotes is masked in the trace, and not for the user', async (t) => {
  const answers = answerWith(409, { ...refusal, userMessage: 'token-of-a-claim is no token.' });
  const api = await startApi(t, answers);
  const { answer, transaction } = await callAtStep(t, asStep(rest(api.url, {})));
  assert.match(String(answer), /token-of-a-claim/);
  const trace = JSON.stringify(transaction.trace.events());
  assert.ok(!trace.includes('token-of-a-claim') && trace.includes('*** is no token.'));
});
