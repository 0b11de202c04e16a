import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Application } from '../../../emulator/protocol/applications.ts';
import { routes } from '../../../emulator/server.ts';
import { openSite } from '../../../emulator/site.ts';
import { openJourney, openTenant, SsoSession, VirtualClock } from '../../../emulator/testing.ts';
import { tokenTenant } from '../../support/token-policy.ts';

const redirectUri = 'https://app.example/signed-in';
const application: Application = { redirectUris: [redirectUri], secrets: ['development-only'] };
const origin = 'https://localhost:8443';
const good = {
  client_id: 'app',
  redirect_uri: redirectUri,
  response_type: 'code',
  scope: 'openid',
  state: 's 1',
};

async function open(t: TestContext) {
  const tenant = await tokenTenant(t);
  const find = (id: string) => (id === 'app' ? application : undefined);
  const app = routes(openSite(tenant, { find, takesLocalRedirects: false }));
  const authorize = (
    parameters: Readonly<Record<string, string>>,
    base = '/contoso.onmicrosoft.com/B2C_1A_Tokens',
  ) =>
    app.request(
      `${origin}${base}/oauth2/v2.0/authorize?${new URLSearchParams({ ...good, ...parameters })}`,
    );
  return { app, authorize };
}

const places = [
  '/contoso.onmicrosoft.com/b2c_1a_TOKENS',
  '/tfp/contoso.onmicrosoft.com/B2C_1A_Tokens',
];

for (const base of places) {
  test(`a confidential application signs in at "${base}": the code in the query, the secret in the header`, async (t) => {
    const { app, authorize } = await open(t);
    const answer = await authorize({}, base);
    const url = new URL(answer.headers.get('location') ?? '');
    assert.deepEqual([answer.status, `${url.origin}${url.pathname}`], [302, redirectUri]);
    assert.equal(url.searchParams.get('state'), 's 1');
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code: url.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
    });
    const ask = (secret: string) =>
      app.request(`${origin}${base}/oauth2/v2.0/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`app:${secret}`).toString('base64')}` },
        body,
      });
    const reply = await ask('development-only');
    assert.equal(reply.status, 200);
    assert.equal(reply.headers.get('access-control-allow-origin'), '*');
    assert.equal(reply.headers.get('cache-control'), 'no-store');
    assert.equal((await ask('development-only')).status, 400, 'the code was used up');
  });
}

test('who must not be redirected reads the error on a page', async (t) => {
  const { authorize } = await open(t);
  const answer = await authorize({ redirect_uri: 'https://evil.example/<script>' });
  const page = await answer.text();
  assert.deepEqual([answer.status, answer.headers.get('location')], [400, null]);
  assert.match(page, /AADB2C90006: /);
  assert.match(page, /Correlation ID: [0-9a-f-]{36}/);
  assert.doesNotMatch(page, /<script>/);
});

const modes = [
  ['query', '?'],
  ['fragment', '#'],
] as const;

for (const [mode, mark] of modes) {
  test(`an error goes to the application in the ${mode}`, async (t) => {
    const { authorize } = await open(t);
    const answer = await authorize({ prompt: 'maybe', response_mode: mode });
    const [at, parameters = ''] = (answer.headers.get('location') ?? '').split(mark);
    assert.equal(at, redirectUri);
    const told = new URLSearchParams(parameters);
    assert.deepEqual([told.get('error'), told.get('state')], ['invalid_request', 's 1']);
    assert.match(
      told.get('error_description') ?? '',
      /^AADB2C90043: .*\r\nCorrelation ID: .*\r\nTimestamp: /,
    );
  });
}

test('an error goes to the application in a form', async (t) => {
  const { authorize } = await open(t);
  const page = await (await authorize({ prompt: 'maybe', response_mode: 'form_post' })).text();
  assert.match(page, /<form method="post" action="https:\/\/app\.example\/signed-in">/);
  assert.match(page, /name="error" value="invalid_request"/);
});

const social = { policies: ['../shared/corpus/starterpack/SocialAndLocalAccounts'] };
const policy = 'B2C_1A_signup_signin';

test('domain_hint leads to the provider of that domain, and no other', async () => {
  const tenant = await openTenant(social);
  const hinted = await openJourney({ tenant, policy, parameters: { domain_hint: 'Facebook.com' } });
  assert.equal(hinted.redirect?.technicalProfileId, 'Facebook-OAUTH');
  const other = await openJourney({ tenant, policy, parameters: { domain_hint: 'other.example' } });
  assert.equal(other.page.kind, 'combined');
});

test('max_age asks for a new sign-in once the last one is too long ago', async () => {
  const clock = new VirtualClock(new Date('2026-01-01'));
  const tenant = await openTenant({ ...social, now: clock.now });
  const user = { displayName: 'Ada', 'signInNames.emailAddress': 'ada@example.org' };
  await tenant.directory.create(user, { password: 'Correct-horse-7' });
  const session = new SsoSession();
  const first = await openJourney({ tenant, policy, session });
  await first.submit({ signInName: 'ada@example.org', password: 'Correct-horse-7' });
  const signedIn = (await first.tokenClaims())['auth_time'];
  clock.advance(60_000);
  const parameters = { max_age: '60' };
  const silent = await openJourney({ tenant, policy, session, parameters: { prompt: 'none' } });
  assert.equal((await silent.tokenClaims())['auth_time'], signedIn);
  const within = await openJourney({ tenant, policy, session, parameters });
  assert.equal(within.hasPage, false);
  clock.advance(1000);
  const late = await openJourney({ tenant, policy, session, parameters });
  assert.equal(late.page.kind, 'combined');
});
