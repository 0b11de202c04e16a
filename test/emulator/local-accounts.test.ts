import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  type HeadlessJourney,
  openJourney,
  openTenant,
  SsoSession,
  seededBytes,
  type Tenant,
  VirtualClock,
} from '../../emulator/testing.ts';
import { walkText } from '../support/journey-walk.ts';
import { askToken } from '../support/token-policy.ts';

const policies = ['../shared/corpus/starterpack/LocalAccounts'];
const policy = 'B2C_1A_signup_signin';
const ada = { email: 'ada@example.org', password: 'Correct-horse-7' };

async function openPack() {
  const clock = new VirtualClock(new Date('2026-01-01T09:00:00Z'));
  const tenant = await openTenant({ policies, now: clock.now, randomBytes: seededBytes('walk') });
  return { clock, tenant };
}

/** Signs Ada up on the pages of the starter pack. */
async function signUp(tenant: Tenant, parameters: Readonly<Record<string, string>> = {}) {
  const journey = await openJourney({ tenant, policy, parameters });
  await journey.signUp();
  await journey.verifyEmail('email', ada.email);
  return journey.submit({
    email: ada.email,
    newPassword: ada.password,
    reenterPassword: ada.password,
    displayName: 'Ada L',
    givenName: 'Ada',
    surName: 'Lovelace',
  });
}

const fieldsOf = ({ page }: HeadlessJourney) =>
  'fields' in page ? page.fields.map((field) => field.claimTypeReferenceId) : [];

function keep(t: TestContext, name: string, journey: HeadlessJourney) {
  const file = fileURLToPath(new URL(`../golden/emulator/${name}.txt`, import.meta.url));
  t.assert.fileSnapshot(walkText(journey.trace), file, { serializers: [String] });
}

test('LocalAccounts, sign-up: a code by mail, an account, tokens', async (t) => {
  const { tenant } = await openPack();
  const journey = await signUp(tenant);
  const claims = await journey.tokenClaims();
  const [user] = tenant.directory.users();
  assert.partialDeepStrictEqual(claims, {
    ...{ sub: user?.objectId, name: 'Ada L', given_name: 'Ada', family_name: 'Lovelace' },
    acr: 'b2c_1a_signup_signin',
  });
  assert.equal(user?.attributes['signInNames.emailAddress'], ada.email);
  keep(t, 'local-accounts-sign-up', journey);
});

test('LocalAccounts, sign-up: an address that is taken is refused on the page', async () => {
  const { tenant } = await openPack();
  await signUp(tenant);
  const second = await signUp(tenant);
  const taken = 'A user with the specified ID already exists. Please choose a different one.';
  assert.equal(second.page.error?.message, taken);
  assert.equal(tenant.directory.users().length, 1);
});

test('LocalAccounts, sign-in: unknown, wrong, right, single sign-on, prompt=login', async (t) => {
  const { tenant } = await openPack();
  const { sub } = await (await signUp(tenant)).tokenClaims();
  const session = new SsoSession();
  const journey = await openJourney({ tenant, policy, session });
  assert.equal(journey.page.kind, 'combined');
  assert.deepEqual(fieldsOf(journey), ['signInName', 'password']);
  await journey.submit({ signInName: 'nobody@example.org', password: 'wrong' });
  assert.equal(journey.page.error?.code, 'AADB2C90053');
  await journey.submit({ signInName: ada.email, password: 'wrong' });
  assert.deepEqual(journey.page.error, {
    ...{ code: 'AADB2C90054', message: 'Your password is incorrect.' },
  });
  await journey.submit({ signInName: ada.email, password: ada.password });
  assert.equal((await journey.tokenClaims()).sub, sub);
  keep(t, 'local-accounts-sign-in', journey);

  const again = await openJourney({ tenant, policy, session });
  assert.equal((await again.tokenClaims()).sub, sub);
  keep(t, 'local-accounts-single-sign-on', again);
  const forced = await openJourney({ tenant, policy, session, parameters: { prompt: 'login' } });
  assert.equal(forced.page.kind, 'combined');
});

test('LocalAccounts, password reset: only with a mail code, and only the new password is good', async (t) => {
  const { tenant } = await openPack();
  await signUp(tenant);
  const journey = await openJourney({ tenant, policy: 'B2C_1A_PasswordReset' });
  assert.deepEqual(fieldsOf(journey), ['email']);
  await journey.submit({ email: ada.email });
  assert.match(journey.page.error?.message ?? '', /^Claim not verified/);
  await journey.verifyEmail('email', ada.email);
  await journey.submit({ email: ada.email });
  assert.deepEqual(fieldsOf(journey), ['newPassword', 'reenterPassword']);
  const password = 'New-horse-8';
  await journey.submit({ newPassword: password, reenterPassword: 'Other-horse-9' });
  assert.match(journey.page.error?.message ?? '', /do not match/);
  await journey.submit({ newPassword: password, reenterPassword: password });
  assert.ok((await journey.tokenClaims()).sub);
  keep(t, 'local-accounts-password-reset', journey);

  const signIn = await openJourney({ tenant, policy });
  await signIn.submit({ signInName: ada.email, password: ada.password });
  assert.equal(signIn.page.error?.code, 'AADB2C90054');
  await signIn.submit({ signInName: ada.email, password });
  assert.ok((await signIn.tokenClaims()).sub);
});

test('LocalAccounts, password reset: an address without an account is refused on the page', async () => {
  const { tenant } = await openPack();
  const journey = await openJourney({ tenant, policy: 'B2C_1A_PasswordReset' });
  await journey.verifyEmail('email', 'nobody@example.org');
  await journey.submit({ email: 'nobody@example.org' });
  assert.equal(journey.page.error?.code, 'AADB2C90053');
});

test('LocalAccounts, profile edit: filled in with what is there, and kept', async (t) => {
  const { tenant } = await openPack();
  await signUp(tenant);
  const journey = await openJourney({ tenant, policy: 'B2C_1A_ProfileEdit' });
  await journey.submit({ signInName: ada.email, password: ada.password });
  const { page } = journey;
  const given =
    'fields' in page
      ? page.fields.find((field) => field.claimTypeReferenceId === 'givenName')
      : undefined;
  assert.equal(given?.value, 'Ada');
  await journey.submit({ givenName: 'Augusta', surname: 'King' });
  const [user] = tenant.directory.users();
  assert.equal((await journey.tokenClaims()).sub, user?.objectId);
  assert.partialDeepStrictEqual(user?.attributes, { givenName: 'Augusta', surname: 'King' });
  keep(t, 'local-accounts-profile-edit', journey);
});

test('LocalAccounts: login_hint fills the name in; forgotten and cancelled go to the application', async () => {
  const { tenant } = await openPack();
  const parameters = { login_hint: ada.email };
  const hinted = await openJourney({ tenant, policy, parameters });
  const [name] = 'fields' in hinted.page ? hinted.page.fields : [];
  assert.equal(name?.value, ada.email);
  await hinted.forgotPassword();
  assert.deepEqual([hinted.error?.code, hinted.error?.error], ['AADB2C90118', 'access_denied']);
  const cancelled = await openJourney({ tenant, policy: 'B2C_1A_PasswordReset' });
  await cancelled.cancel();
  assert.deepEqual(
    [cancelled.error?.code, cancelled.error?.error],
    ['AADB2C90091', 'access_denied'],
  );
  const silent = await openJourney({ tenant, policy, parameters: { prompt: 'none' } });
  assert.deepEqual(
    [silent.error?.code, silent.error?.error],
    ['AADB2C90077', 'interaction_required'],
  );
});

const minutes = (count: number) => count * 60_000;

/** What the refresh of a new token comes to: `200`, or a code. */
async function refreshAfter(change: (tenant: Tenant, clock: VirtualClock) => Promise<unknown>) {
  const { tenant, clock } = await openPack();
  const signedUp = await signUp(tenant, { scope: 'openid offline_access' });
  const { refresh_token: token = '' } = await signedUp.tokens();
  await change(tenant, clock);
  const form = { grant_type: 'refresh_token', refresh_token: token };
  const { status, body } = await askToken(tenant, form, { policy });
  return status === 200 ? status : String(body['error_description']).slice(0, 11);
}

const idOf = (tenant: Tenant) => tenant.directory.users()[0]?.objectId ?? '';
const newPassword = (tenant: Tenant) =>
  tenant.directory.update(idOf(tenant), {}, { password: 'New-horse-8' });
const refreshes: readonly (readonly [
  name: string,
  gives: unknown,
  Parameters<typeof refreshAfter>[0],
])[] = [
  ['is honored', 200, async (_, clock) => clock.advance(minutes(60))],
  [
    'is honored within five minutes of a new password',
    200,
    async (tenant, clock) => {
      clock.advance(minutes(5));
      await newPassword(tenant);
    },
  ],
  [
    'is not honored after a new password',
    'AADB2C90129',
    async (tenant, clock) => {
      clock.advance(minutes(5) + 1);
      await newPassword(tenant);
    },
  ],
  [
    'is not honored once the account is gone',
    'AADB2C90128',
    (tenant) => tenant.directory.remove(idOf(tenant)),
  ],
  [
    'is not honored after fourteen days',
    'AADB2C90080',
    async (_, clock) => clock.advance(minutes(14 * 24 * 60)),
  ],
];

for (const [name, gives, change] of refreshes) {
  test(`LocalAccounts, refresh journey: a refresh token ${name}`, async () => {
    assert.equal(await refreshAfter(change), gives);
  });
}

test('password-change: the old password is asked for, and another is refused', async () => {
  const corpus = '../shared/corpus/starterpack';
  const tenant = await openTenant({
    policies: [`${corpus}/scenarios/password-change`, `${corpus}/SocialAndLocalAccounts`],
  });
  const attributes = { displayName: 'Ada', 'signInNames.emailAddress': ada.email };
  await tenant.directory.create(attributes, { password: ada.password });
  const journey = await openJourney({ tenant, policy: 'B2C_1A_PasswordChange' });
  await journey.submit({ signInName: ada.email, password: ada.password });
  const newPassword = 'Battery-staple-8';
  const change = { newPassword, reenterPassword: newPassword };
  await journey.submit({ oldPassword: 'Wrong-horse-9', ...change });
  assert.equal(journey.page.error?.message, 'Your password is incorrect.');
  await journey.submit({ oldPassword: ada.password, ...change });
  assert.ok((await journey.tokenClaims()).sub);
});
