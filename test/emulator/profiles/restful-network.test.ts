import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asStep,
  asValidation,
  callAtStep,
  callFromPage,
  refusal,
  rest,
} from '../../support/restful-journey.ts';
import { type Answerer, answerWith, startApi } from '../../support/test-api.ts';

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
