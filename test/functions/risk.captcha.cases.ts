import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { captchaVerifierOf } from '../../functions/risk/captcha.ts';
import { DependencyUnavailable, SettingsInvalid } from '../../shared/errors.ts';
import { answerWith, startApi } from '../support/test-api.ts';

const development = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };
const answer = { token: 'token+of&the=widget', ipAddress: '192.0.2.10' };

/** A service in the shape that all three have: it gives one verdict. */
async function service(t: TestContext, verdict: unknown, status = 200) {
  const { url, seen } = await startApi(t, answerWith(status, verdict));
  const Captcha__Url = `${url}/siteverify`;
  const settings = { Captcha__Provider: 'turnstile', Captcha__Secret: 'a-real-secret' };
  const verify = (own: Record<string, string> = {}) =>
    captchaVerifierOf({ ...settings, Captcha__Url, ...own, ...development })(answer);
  return { seen, verify };
}

test('secret, token and address are sent as a form', async (t) => {
  const { seen, verify } = await service(t, { success: true, hostname: 'club.example' });
  assert.equal(await verify(), true);
  const forms = seen.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
  assert.deepEqual(forms, [
    { secret: 'a-real-secret', response: answer.token, remoteip: answer.ipAddress },
  ]);
});

const hostname = { Captcha__Hostname: 'club.example' };
const leastScore = { Captcha__LeastScore: '0.5' };
const verdicts: {
  name: string;
  verdict: object;
  own?: Record<string, string>;
  isSolved: boolean;
}[] = [
  { name: 'solved', verdict: { success: true }, isSolved: true },
  {
    name: 'a token that was used',
    verdict: { success: false, 'error-codes': ['timeout-or-duplicate'] },
    isSolved: false,
  },
  {
    name: 'solved on our page',
    verdict: { success: true, hostname: 'club.example' },
    own: hostname,
    isSolved: true,
  },
  {
    name: 'solved on somebody else’s page',
    verdict: { success: true, hostname: 'elsewhere.example' },
    own: hostname,
    isSolved: false,
  },
  { name: 'solved nobody knows where', verdict: { success: true }, own: hostname, isSolved: false },
  {
    name: 'enough points',
    verdict: { success: true, score: 0.5 },
    own: leastScore,
    isSolved: true,
  },
  {
    name: 'too few points',
    verdict: { success: true, score: 0.4 },
    own: leastScore,
    isSolved: false,
  },
];
for (const { name, verdict, own = {}, isSolved } of verdicts) {
  test(`a captcha is ${isSolved ? '' : 'not '}taken: ${name}`, async (t) => {
    const { verify } = await service(t, verdict);
    assert.equal(await verify(own), isSolved);
  });
}

const silences = [
  { name: 'a fault', verdict: {}, status: 500 },
  { name: 'no JSON', verdict: '<html>', status: 200 },
  { name: 'no verdict', verdict: { ok: true }, status: 200 },
];
for (const { name, verdict, status } of silences) {
  test(`where the service says ${name} nobody is let through`, async (t) => {
    const { verify } = await service(t, verdict, status);
    await assert.rejects(verify(), DependencyUnavailable);
  });
}

test('a secret that the service refuses is a bad setting, not a bad person', async (t) => {
  const { verify } = await service(t, { success: false, 'error-codes': ['invalid-input-secret'] });
  await assert.rejects(
    verify(),
    (error) => error instanceof SettingsInvalid && error.problems[0]?.setting === 'Captcha__Secret',
  );
});

const hcaptcha = { Captcha__Provider: 'hcaptcha', Captcha__Secret: 'a-real-secret' };
const unusable: { name: string; settings: Record<string, string>; setting: string }[] = [
  { name: 'no provider', settings: {}, setting: 'Captcha__Provider' },
  { name: 'an unknown one', settings: { Captcha__Provider: 'x' }, setting: 'Captcha__Provider' },
  {
    name: 'an empty secret',
    settings: { ...hcaptcha, Captcha__Secret: '' },
    setting: 'Captcha__Secret',
  },
  {
    name: 'an unresolved secret',
    settings: {
      ...hcaptcha,
      Captcha__Secret: '@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/captcha)',
    },
    setting: 'Captcha__Secret',
  },
  {
    name: 'a service without TLS',
    settings: { ...hcaptcha, Captcha__Url: 'http://captcha.example.org' },
    setting: 'Captcha__Url',
  },
  {
    name: 'points that nobody gives',
    settings: { ...hcaptcha, Captcha__LeastScore: '5' },
    setting: 'Captcha__LeastScore',
  },
  {
    name: 'that of development, in Azure',
    settings: { Captcha__Provider: 'development' },
    setting: 'Captcha__Provider',
  },
];
for (const { name, settings, setting } of unusable) {
  test(`settings of the captcha that cannot be used are named: ${name}`, () => {
    assert.throws(
      () => captchaVerifierOf(settings),
      (error) => error instanceof SettingsInvalid && error.problems[0]?.setting === setting,
    );
  });
}
