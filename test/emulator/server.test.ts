import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as jose from 'jose';
import { redirectUri, startSite, Visitor } from '../support/emulated-browser.ts';

const starterPack = '../shared/corpus/starterpack/LocalAccounts';

const tenantName = 'contoso.onmicrosoft.com';
const policy = 'B2C_1A_signup_signin';

test("B2C's page traffic signs a user up, and the token is that of the discovery document", async (t) => {
  const { tenant, origin } = await startSite(t, starterPack);
  const visitor = new Visitor(origin, policy);
  await visitor.authorize(tenantName);
  assert.deepEqual(await visitor.post({ signInName: 'ada@example.org', password: 'x' }), {
    status: '400',
    errorCode: 'AADB2C90053',
    message: "We can't seem to find your account.",
  });
  await visitor.go('CombinedSigninAndSignup/unified', { local: 'signup' });
  const claim = { claim_id: 'email', claim_value: 'ada@example.org' };
  await visitor.post({ request_type: 'VERIFICATION_REQUEST', ...claim });
  const code = tenant.inbox.messages('ada@example.org')[0]?.code ?? '';
  await visitor.post({ request_type: 'VALIDATION_REQUEST', ...claim, user_input: code });
  const password = 'Correct-horse-7';
  const filled = {
    email: 'ada@example.org',
    newPassword: password,
    reenterPassword: password,
    displayName: 'Ada',
    givenName: 'Ada',
    surname: 'L',
  };
  assert.deepEqual(await visitor.post(filled), { status: '200' });
  const answer = await visitor.go('SelfAsserted/confirmed');
  const location = new URL(answer.headers.get('location') ?? '');
  assert.equal(`${location.origin}${location.pathname}`, redirectUri);
  assert.equal(location.searchParams.get('state'), 's-1');

  const document = await (
    await fetch(`${origin}/${tenantName}/${policy}/v2.0/.well-known/openid-configuration`)
  ).json();
  const { issuer, jwks_uri: jwksUri } = document as Record<string, string>;
  const jwks = jose.createRemoteJWKSet(new URL(jwksUri ?? ''));
  const token = location.searchParams.get('id_token') ?? '';
  const { payload } = await jose.jwtVerify(token, jwks, { issuer: issuer ?? '', audience: 'app' });
  assert.equal(payload['name'], 'Ada');
  assert.equal(payload['nonce'], 'n-1');
});

test("a page that is not the journey's own cannot submit", async (t) => {
  const { origin } = await startSite(t, starterPack);
  const visitor = new Visitor(origin, policy);
  await visitor.authorize(tenantName);
  visitor.page = { ...visitor.page, csrf: 'guessed' };
  const reply = await visitor.post({ signInName: 'a@example.org', password: 'x' });
  assert.equal((reply as Record<string, string>)['errorCode'], 'AADB2C90046');
});
