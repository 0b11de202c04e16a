import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as jose from 'jose';
import type { Tenant } from '../../emulator/testing.ts';
import { redirectParameter, startSite, Visitor } from '../support/emulated-browser.ts';

const packs = '../shared/corpus/starterpack';
const tenantName = 'yourtenant.onmicrosoft.com';
const policy = 'B2C_1A_signup_signin';
const ada = { email: 'ada@example.org', phone: '+4740000001', password: 'Correct-horse-7' };
const done = { status: '200' };

const lastCode = (tenant: Tenant, to: string) => tenant.inbox.messages(to).at(-1)?.code ?? '';

const account = {
  newPassword: ada.password,
  reenterPassword: ada.password,
  displayName: 'Ada',
  givenName: 'Ada',
  surname: 'L',
};

test('the traffic of a display control: its actions, its errors, then the page', async (t) => {
  const folder = `${packs}/Display Controls Starterpack/LocalAccounts`;
  const { tenant, origin } = await startSite(t, folder);
  const visitor = new Visitor(origin, policy);
  await visitor.authorize(tenantName);
  await visitor.go('CombinedSigninAndSignup/unified', { local: 'signup' });
  const action = (id: string, form: Record<string, string>) =>
    visitor.post(form, `SelfAsserted/DisplayControlAction/vbeta/emailVerificationControl/${id}`);
  const { email } = ada;
  assert.deepEqual(await action('SendCode', { email: '' }), {
    status: '400',
    message: 'Missing required element: Email Address',
  });
  assert.deepEqual(await action('SendCode', { email }), done);
  assert.deepEqual(await visitor.post({ email, ...account }), {
    status: '400',
    message: 'Claim not verified: Email Address',
  });
  assert.deepEqual(await action('VerifyCode', { email, verificationCode: 'wrong' }), {
    status: '400',
    message: 'That code is incorrect. Please try again.',
  });
  const verificationCode = lastCode(tenant, email);
  assert.deepEqual(await action('VerifyCode', { email, verificationCode }), done);
  assert.deepEqual(await visitor.post({ email, verificationCode, ...account }), done);
  const answer = await visitor.go('SelfAsserted/confirmed');
  const claims = jose.decodeJwt(redirectParameter(answer, 'id_token') ?? '');
  assert.equal(claims['name'], 'Ada');
});

test('the traffic of the phone factor page: unreachable, wrong, verified, the application', async (t) => {
  const { tenant, origin } = await startSite(t, `${packs}/SocialAndLocalAccountsWithMfa`);
  const visitor = new Visitor(origin, policy);
  await visitor.authorize(tenantName);
  await visitor.go('CombinedSigninAndSignup/unified', { local: 'signup' });
  const claim = { claim_id: 'email', claim_value: ada.email };
  await visitor.post({ request_type: 'VERIFICATION_REQUEST', ...claim });
  const user_input = lastCode(tenant, ada.email);
  await visitor.post({ request_type: 'VALIDATION_REQUEST', ...claim, user_input });
  assert.deepEqual(await visitor.post({ email: ada.email, ...account }), done);
  const page = await visitor.go('SelfAsserted/confirmed');
  assert.match(await page.text(), /UV_PHONE/);

  const send = (number: string) =>
    visitor.post(
      { request_type: 'VERIFICATION_REQUEST', auth_type: 'onewaysms', id: 'UserAsserted', number },
      'Phonefactor/verify',
    );
  const type = (verification_code: string) =>
    visitor.post({ request_type: 'VALIDATION_REQUEST', verification_code }, 'Phonefactor/verify');
  tenant.inbox.unreachable.add('+4740000009');
  assert.deepEqual(await send('+4740000009'), {
    status: '448',
    message: 'The phone number you provided is unreachable.',
  });
  assert.deepEqual(await send(ada.phone), done);
  assert.deepEqual(await type('000'), {
    status: '449',
    message:
      'The verification code you have entered does not match our records. Please try again, or request a new code.',
  });
  assert.deepEqual(await type(lastCode(tenant, ada.phone)), done);
  const answer = await visitor.go('Phonefactor/confirmed');
  const claims = jose.decodeJwt(redirectParameter(answer, 'id_token') ?? '');
  const user = tenant.directory.find({ attribute: 'objectId', value: String(claims.sub) });
  assert.equal(user?.attributes['strongAuthenticationPhoneNumber'], ada.phone);
});
