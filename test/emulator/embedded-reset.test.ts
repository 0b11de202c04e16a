import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { openJourney, openTenant } from '../../emulator/testing.ts';
import { writeFiles } from '../support/policy-text.ts';
import { embeddedReset } from '../support/sub-journey-policies.ts';

const pack = '../shared/corpus/starterpack/LocalAccounts';
const ada = { email: 'ada@example.org', password: 'Correct-horse-7' };

async function openTenantWithAda(t: TestContext) {
  const folder = await writeFiles(t, {
    'Embedded.xml': embeddedReset,
  });
  const tenant = await openTenant({ policies: [folder, pack] });
  const journey = await openJourney({ tenant, policy: 'B2C_1A_Embedded' });
  await journey.signUp();
  await journey.verifyEmail('email', ada.email);
  await journey.submit({
    email: ada.email,
    newPassword: ada.password,
    reenterPassword: ada.password,
    displayName: 'Ada',
    givenName: 'Ada',
    surName: 'Lovelace',
  });
  const { sub } = await journey.tokenClaims();
  return { sub, open: () => openJourney({ tenant, policy: 'B2C_1A_Embedded' }) };
}

test('a forgotten password is set anew within sign-in, and the journey goes on to the token', async (t) => {
  const { sub, open } = await openTenantWithAda(t);
  const journey = await open();
  await journey.forgotPassword();
  await journey.verifyEmail('email', ada.email);
  await journey.submit({ email: ada.email });
  const newPassword = 'Battery-staple-8';
  await journey.submit({ newPassword, reenterPassword: newPassword });
  const token = await journey.tokenClaims();
  assert.equal(token.sub, sub);
  assert.equal(token['isForgotPassword'], true);

  const signIn = await open();
  await signIn.submit({ signInName: ada.email, password: ada.password });
  assert.equal(signIn.page.error?.code, 'AADB2C90054');
  await signIn.submit({ signInName: ada.email, password: newPassword });
  assert.equal((await signIn.tokenClaims())['isForgotPassword'], undefined);
});

test('cancel in the sub journey leaves the password as it was', async (t) => {
  const { sub, open } = await openTenantWithAda(t);
  const journey = await open();
  await journey.forgotPassword();
  await journey.cancel();
  assert.equal(journey.error?.code, 'AADB2C90091');
  const signIn = await open();
  await signIn.submit({ signInName: ada.email, password: ada.password });
  assert.equal((await signIn.tokenClaims()).sub, sub);
});
