import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openJourney, SsoSession } from '../../../emulator/testing.ts';
import { startClub } from '../../support/club.ts';
import { addMember, signIn, signUpOrSignIn } from '../../support/club-people.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { openOurTenant } from '../../support/our-tenant.ts';

const club = onlyOurHost ? undefined : await startClub({ after });

test('each token tells of the sign-in before; a session that goes on is none', {
  skip: onlyOurHost,
}, async () => {
  assert.ok(club);
  const tenant = await openOurTenant(club);
  const member = await addMember(tenant);
  const previousIn = async (session?: SsoSession) => {
    const journey = await signIn({ tenant, ...(session && { session }) }, member);
    return (await journey.tokenClaims())['previous_sign_in'];
  };
  const began = Math.floor(Date.now() / 1000);
  assert.equal(await previousIn(), undefined, 'the first');
  const session = new SsoSession();
  const second = await previousIn(session);
  assert.ok(typeof second === 'number' && second >= began);
  const goesOn = await openJourney({ tenant, policy: signUpOrSignIn, session });
  await goesOn.tokenClaims();
  const ran = goesOn.trace.map(({ technicalProfileId }) => technicalProfileId);
  assert.equal(ran.includes('REST-RecordSignIn'), false);
  const third = await previousIn();
  assert.ok(typeof third === 'number' && third >= second);
});
