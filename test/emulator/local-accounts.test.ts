import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openJourney, openTenant, SsoSession } from '../../emulator/testing.ts';

const starterPack = '../shared/corpus/starterpack/LocalAccounts';
const policy = 'B2C_1A_signup_signin';
const ada = { email: 'ada@example.org', password: 'Correct-horse-7' };

/** Signs Ada up on the pages of the starter pack. */
async function signUp(tenant: Awaited<ReturnType<typeof openTenant>>) {
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
  return journey;
}

test('LocalAccounts: sign-up by mail code, tokens, sign-in, a wrong password, single sign-on', async () => {
  const tenant = await openTenant({ policies: [starterPack] });
  const signedUp = await signUp(tenant);
  const first = await signedUp.tokenClaims();
  assert.equal(first['name'], 'Ada L');
  assert.equal(first['newUser'], undefined);

  const session = new SsoSession();
  const journey = await openJourney({ tenant, policy, session });
  assert.deepEqual(
    'fields' in journey.page && journey.page.fields.map((field) => field.claimTypeReferenceId),
    ['signInName', 'password'],
  );
  await journey.submit({ signInName: ada.email, password: 'wrong' });
  assert.equal(journey.page.error?.code, 'AADB2C90054');
  await journey.submit({ signInName: ada.email, password: ada.password });
  const claims = await journey.tokenClaims();
  assert.equal(claims.sub, first.sub);
  assert.equal(claims['acr'], 'b2c_1a_signup_signin');

  const again = await openJourney({ tenant, policy, session });
  assert.equal((await again.tokenClaims()).sub, first.sub);
  const forced = await openJourney({ tenant, policy, session, parameters: { prompt: 'login' } });
  assert.equal(forced.page.kind, 'combined');
});
