import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openJourney, SsoSession } from '../../emulator/testing.ts';
import { seed as seedDomains } from '../../functions/email-domain/seed.ts';
import { seed as seedMemberships } from '../../functions/membership/seed.ts';
import { seed as seedSections } from '../../functions/sign-up/seed.ts';
import { startClub } from '../support/club.ts';
import { applicant, atSignUp, messageOf, signIn, signUpOrSignIn } from '../support/club-people.ts';
import { onlyOurHost } from '../support/functions-host.ts';
import { openOurTenant } from '../support/our-tenant.ts';

const club = onlyOurHost ? undefined : await startClub({ after });

/** The club's policies against the club's functions. */
async function openOwn() {
  await Promise.all([seedDomains(), seedMemberships(), seedSections()]);
  assert.ok(club);
  return openOurTenant(club);
}

const nora = { ...applicant, email: 'nora@example.org', extension_memberNumber: 'ALR-100200' };

async function openSignUp(options: { acceptLanguage?: string } = {}) {
  const tenant = await openOwn();
  return { tenant, journey: await atSignUp({ tenant, ...options }, nora.email) };
}

test('what our backend refuses is what the user reads on the page; corrected, the account is made', {
  skip: onlyOurHost,
}, async () => {
  const { tenant, journey } = await openSignUp();
  await journey.submit({ ...nora, rowingSection: 'junior' });
  assert.equal(messageOf(journey), 'This section takes no new members of your age at the moment.');
  await journey.submit({ ...nora, surname: 'Kellner' });
  assert.equal(messageOf(journey), 'We have no membership card with this number and surname.');
  assert.deepEqual(tenant.directory.users(), [], 'whoever is refused leaves no account behind');
  await journey.submit(nora);
  const claims = await journey.tokenClaims();
  const [user] = tenant.directory.users();
  assert.partialDeepStrictEqual(claims, {
    ...{ sub: user?.objectId, name: 'Nora Keller', email: nora.email, newUser: true },
  });
  assert.equal(
    user?.attributes['extension_5f0c1f6e3f0e4b359d0b6c2f7f4b1a03_memberNumber'],
    'ALR-100200',
  );
});

test('the refusal is in the language of the page', { skip: onlyOurHost }, async () => {
  const { journey } = await openSignUp({ acceptLanguage: 'de-CH' });
  await journey.submit({ ...nora, rowingSection: 'junior' });
  assert.equal(messageOf(journey), 'Diese Abteilung nimmt zurzeit niemanden Ihres Alters auf.');
});

test('who signs in again gets what the backend knows; a session that goes on is no sign-in', {
  skip: onlyOurHost,
}, async () => {
  const { tenant, journey: first } = await openSignUp();
  await first.submit(nora);
  const { sub } = await first.tokenClaims();
  const session = new SsoSession();
  const second = await signIn({ tenant, session }, { ...nora, password: nora.newPassword });
  const claims = await second.tokenClaims();
  assert.equal(claims.sub, sub);
  assert.equal(typeof claims['previous_sign_in'], 'number');
  const third = await openJourney({ tenant, policy: signUpOrSignIn, session });
  assert.equal((await third.tokenClaims()).sub, sub);
  const ran = third.trace.map(({ technicalProfileId }) => technicalProfileId);
  assert.equal(ran.includes('REST-RecordSignIn'), false);
  assert.ok(ran.includes('REST-EnrichMembership'));
});
