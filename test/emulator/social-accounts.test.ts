import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openJourney, openTenant, SsoSession } from '../../emulator/testing.ts';

const starterPack = '../shared/corpus/starterpack/SocialAndLocalAccounts';
const policy = 'B2C_1A_signup_signin';

test('SocialAndLocalAccounts: sign-up with Facebook, sign-in, single sign-on, cancel at Facebook', async () => {
  const tenant = await openTenant({ policies: [starterPack] });
  const session = new SsoSession();
  const signUp = await openJourney({ tenant, policy, session });
  await signUp.select('FacebookExchange');
  await signUp.signInAtProvider('ada');
  assert.equal(signUp.page.kind, 'selfAsserted');
  await signUp.submit({ displayName: 'Ada L', givenName: 'Ada', surname: 'Lovelace' });
  const first = await signUp.tokenClaims();
  assert.equal(first['name'], 'Ada L');
  assert.equal(first['idp'], 'facebook.com');
  const hint = signUp.trace.find(({ kind }) => kind === 'hint');
  assert.match(hint?.text ?? '', /^"www\.facebook\.com" is played by a stand-in/);

  const signIn = await openJourney({ tenant, policy });
  await signIn.select('FacebookExchange');
  await signIn.signInAtProvider('ada');
  assert.equal(signIn.hasPage, false);
  assert.equal((await signIn.tokenClaims()).sub, first.sub);

  const again = await openJourney({ tenant, policy, session });
  assert.equal((await again.tokenClaims()).sub, first.sub);

  const other = await openJourney({ tenant, policy });
  await other.select('FacebookExchange');
  await other.signInAtProvider('noah');
  assert.equal(other.page.kind, 'selfAsserted', 'another person is another account');

  const cancelled = await openJourney({ tenant, policy });
  await cancelled.select('FacebookExchange');
  await cancelled.cancelAtProvider();
  assert.equal(cancelled.error?.code, 'AADB2C90273');
  assert.equal(cancelled.error?.error, 'access_denied');
});
