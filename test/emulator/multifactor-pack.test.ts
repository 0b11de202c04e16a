import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openJourney, openTenant, SsoSession, type Tenant } from '../../emulator/testing.ts';

const pack = '../shared/corpus/starterpack/SocialAndLocalAccountsWithMfa';
const policy = 'B2C_1A_signup_signin';
const ada = { email: 'ada@example.org', password: 'Correct-horse-7', phone: '+4740000001' };

type Journey = Awaited<ReturnType<typeof openJourney>>;

async function signUp(tenant: Tenant): Promise<Journey> {
  const journey = await openJourney({ tenant, policy });
  await journey.signUp();
  await journey.verifyEmail('email', ada.email);
  await journey.submit({
    email: ada.email,
    newPassword: ada.password,
    reenterPassword: ada.password,
    displayName: 'Ada L',
    givenName: 'Ada',
    surName: 'Lovelace',
  });
  await journey.verifyPhone(ada.phone);
  return journey;
}

async function signIn(tenant: Tenant, session: SsoSession, parameters = {}): Promise<Journey> {
  const journey = await openJourney({ tenant, policy, session, parameters });
  if (journey.hasPage) await journey.submit({ signInName: ada.email, password: ada.password });
  return journey;
}

test('WithMfa: a number is entered at sign-up, kept, and asked for masked at sign-in', async () => {
  const tenant = await openTenant({ policies: [pack] });
  const signedUp = await signUp(tenant);
  const { sub } = await signedUp.tokenClaims();
  const user = tenant.directory.find({ attribute: 'objectId', value: String(sub) });
  assert.equal(user?.attributes['strongAuthenticationPhoneNumber'], ada.phone);

  const journey = await signIn(tenant, new SsoSession());
  const { page } = journey;
  assert.equal(page.kind, 'phoneFactor');
  assert.deepEqual('phoneNumbers' in page && page.phoneNumbers, [
    { id: '0', maskedNumber: 'XXX-XXX-001' },
  ]);
  await journey.verifyPhone();
  assert.equal((await journey.tokenClaims()).sub, sub);
});

test('WithMfa: the session stands for the phone too, until a login is asked for', async () => {
  const tenant = await openTenant({ policies: [pack] });
  await signUp(tenant);
  const session = new SsoSession();
  await (await signIn(tenant, session)).verifyPhone();
  const again = await signIn(tenant, session);
  assert.equal(again.hasPage, false);
  assert.ok((await again.tokenClaims()).sub);
  const forced = await signIn(tenant, session, { prompt: 'login' });
  assert.equal(forced.page.kind, 'phoneFactor');
});

test('WithMfa: a password reset asks for the phone before the new password', async () => {
  const tenant = await openTenant({ policies: [pack] });
  await signUp(tenant);
  const journey = await openJourney({ tenant, policy: 'B2C_1A_PasswordReset' });
  await journey.verifyEmail('email', ada.email);
  await journey.submit({ email: ada.email });
  assert.equal(journey.page.kind, 'phoneFactor');
  await journey.verifyPhone();
  const newPassword = 'Battery-staple-8';
  await journey.submit({ newPassword, reenterPassword: newPassword });
  assert.ok((await journey.tokenClaims()).sub);
});

test('WithMfa: three wrong codes end the journey at the application', async () => {
  const tenant = await openTenant({ policies: [pack] });
  await signUp(tenant);
  const journey = await signIn(tenant, new SsoSession());
  await journey.act({ kind: 'sendPhoneCode', method: 'sms', id: '0' });
  for (const code of ['1', '2', '3']) await journey.act({ kind: 'verifyPhoneCode', code });
  const { error } = journey;
  assert.equal(error?.code, 'AADB2C90151');
  assert.equal(error?.error, 'access_denied');
  assert.equal(journey.response?.kind, 'redirect');
});
