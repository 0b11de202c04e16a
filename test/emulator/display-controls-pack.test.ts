import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openJourney, openTenant, type Tenant } from '../../emulator/testing.ts';
import { formOf } from '../support/emulated-page.ts';

const packs = '../shared/corpus/starterpack/Display Controls Starterpack';
const control = 'emailVerificationControl';
const ada = { email: 'ada@example.org', password: 'Correct-horse-7' };

type Journey = Awaited<ReturnType<typeof openJourney>>;

async function signUp(tenant: Tenant): Promise<Journey> {
  const journey = await openJourney({ tenant, policy: 'B2C_1A_signup_signin' });
  await journey.signUp();
  await journey.verifyControl(control, { email: ada.email });
  await journey.submit({
    newPassword: ada.password,
    reenterPassword: ada.password,
    displayName: 'Ada L',
    givenName: 'Ada',
    surName: 'Lovelace',
  });
  return journey;
}

async function signIn(tenant: Tenant, password: string): Promise<Journey> {
  const journey = await openJourney({ tenant, policy: 'B2C_1A_signup_signin' });
  await journey.submit({ signInName: ada.email, password });
  return journey;
}

test('Display Controls: the sign-up page shows the control with its fields, then its own', async () => {
  const tenant = await openTenant({ policies: [`${packs}/LocalAccounts`] });
  const journey = await openJourney({ tenant, policy: 'B2C_1A_signup_signin' });
  await journey.signUp();
  const { fields, displayControls } = formOf(journey);
  assert.deepEqual(
    fields.map(({ claimTypeReferenceId: id, displayControlId, isRequired }) => [
      id,
      displayControlId,
      isRequired,
    ]),
    [
      ['email', control, true],
      ['verificationCode', control, true],
      ['newPassword', undefined, true],
      ['reenterPassword', undefined, true],
      ['displayName', undefined, false],
      ['givenName', undefined, false],
      ['surname', undefined, false],
    ],
  );
  assert.deepEqual(
    displayControls.map(({ id, type, state, actions }) => ({ id, type, state, actions })),
    [
      {
        id: control,
        type: 'VerificationControl',
        state: 'initial',
        actions: ['SendCode', 'VerifyCode'],
      },
    ],
  );
});

test('Display Controls: sign-up with the e-mail control, and sign-in', async () => {
  const tenant = await openTenant({ policies: [`${packs}/LocalAccounts`] });
  const first = await (await signUp(tenant)).tokenClaims();
  assert.equal(first['name'], 'Ada L');
  const again = await (await signIn(tenant, ada.password)).tokenClaims();
  assert.equal(again.sub, first.sub);
});

test('Display Controls: nobody signs up with an address that was not verified', async () => {
  const tenant = await openTenant({ policies: [`${packs}/LocalAccounts`] });
  const journey = await openJourney({ tenant, policy: 'B2C_1A_signup_signin' });
  await journey.signUp();
  await journey.verifyControl(control, { email: 'eve@example.org' });
  const passwords = { newPassword: ada.password, reenterPassword: ada.password };
  await journey.submit({ email: ada.email, displayName: 'Eve', ...passwords });
  assert.equal(journey.page.error?.message, 'Claim not verified: Email Address');
  assert.deepEqual(tenant.directory.users(), []);
});

test('Display Controls: password reset by the e-mail control', async () => {
  const tenant = await openTenant({ policies: [`${packs}/LocalAccounts`] });
  const first = await (await signUp(tenant)).tokenClaims();
  const reset = await openJourney({ tenant, policy: 'B2C_1A_PasswordReset' });
  await reset.verifyControl(control, { email: ada.email });
  await reset.submit({});
  const newPassword = 'Battery-staple-8';
  await reset.submit({ newPassword, reenterPassword: newPassword });
  assert.equal((await reset.tokenClaims()).sub, first.sub);
  const old = await signIn(tenant, ada.password);
  assert.equal(old.page.error?.code, 'AADB2C90054');
  assert.equal((await (await signIn(tenant, newPassword)).tokenClaims()).sub, first.sub);
});

test('Display Controls: a reset for an address that nobody has says so', async () => {
  const tenant = await openTenant({ policies: [`${packs}/LocalAccounts`] });
  const reset = await openJourney({ tenant, policy: 'B2C_1A_PasswordReset' });
  await reset.verifyControl(control, { email: 'nobody@example.org' });
  await reset.submit({});
  assert.equal(
    reset.page.error?.message,
    'An account could not be found for the provided user ID.',
  );
});
