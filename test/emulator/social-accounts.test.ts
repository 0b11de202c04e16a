import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openJourney, openTenant, SsoSession } from '../../emulator/testing.ts';
import { answerWith, startApi } from '../support/test-api.ts';

const corpus = '../shared/corpus/starterpack';
const starterPack = `${corpus}/SocialAndLocalAccounts`;
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

for (const variant of [
  'SocialAccounts',
  'SocialAndLocalAccounts',
  'SocialAndLocalAccountsWithMfa',
  'Display Controls Starterpack/SocialAccounts',
  'Display Controls Starterpack/SocialAndLocalAccounts',
  'Display Controls Starterpack/SocialAndLocalAccountsWithMfa',
]) {
  test(`${variant}: sign-up with Facebook, and the profile of that account edited`, async () => {
    const tenant = await openTenant({ policies: [`${corpus}/${variant}`] });
    const signUp = await openJourney({ tenant, policy });
    await signUp.select('FacebookExchange');
    await signUp.signInAtProvider('zoe');
    await signUp.submit({ displayName: 'Zoë Å', givenName: 'Zoë', surname: 'Ångström' });
    if (variant.endsWith('WithMfa')) await signUp.verifyPhone('+41446681800');
    const { sub, name } = await signUp.tokenClaims();
    assert.equal(name, 'Zoë Å');
    assert.equal(tenant.directory.users().length, 1);

    const edit = await openJourney({ tenant, policy: 'B2C_1A_ProfileEdit' });
    if (edit.hasPage) await edit.select('FacebookExchange');
    await edit.signInAtProvider('zoe');
    if (edit.page.kind === 'phoneFactor') await edit.verifyPhone();
    await edit.submit({ givenName: 'Zoë', surname: 'B' });
    assert.equal((await edit.tokenClaims()).sub, sub);
  });
}

test('LinkedIn: names by language, and the e-mail address from an API that takes its token', async (t) => {
  const elements = [{ 'handle~': { emailAddress: 'ada@linkedin.example' } }];
  const api = await startApi(t, answerWith(200, { elements }));
  const tenant = await openTenant({
    policies: [`${corpus}/scenarios/linkedin-identity-provider`, starterPack],
    map: [['https://api.linkedin.com/v2/emailAddress', `${api.url}/emailAddress`]],
  });
  const journey = await openJourney({ tenant, policy: 'B2C_1A_signup_signin_linkedin' });
  await journey.select('LinkedInExchange');
  await journey.signInAtProvider('ada');
  assert.match(api.seen[0]?.headers.authorization ?? '', /^Bearer [\w-]{43}$/);
  await journey.submit({ displayName: 'Ada L' });
  const { given_name: givenName, family_name: surname, email } = await journey.tokenClaims();
  assert.deepEqual(
    { givenName, surname, email },
    { givenName: 'Ada', surname: 'Lovelace', email: 'ada@linkedin.example' },
  );
});

test('domain_hint leads to the provider without a page', async () => {
  const tenant = await openTenant({ policies: [starterPack] });
  const parameters = { domain_hint: 'facebook.com' };
  const journey = await openJourney({ tenant, policy, parameters });
  assert.equal(journey.redirect?.technicalProfileId, 'Facebook-OAUTH');
});

test('a provider whose host is allowed is no stand-in', async () => {
  const allowedHosts = ['www.facebook.com'];
  const tenant = await openTenant({ policies: [starterPack], allowedHosts });
  const journey = await openJourney({ tenant, policy });
  await journey.select('FacebookExchange');
  assert.equal(journey.redirect?.url, 'https://www.facebook.com/dialog/oauth');
  await assert.rejects(journey.signInAtProvider(), /at "www\.facebook\.com", which no stand-in/);
});
