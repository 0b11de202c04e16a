import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openJourney } from '../../../emulator/testing.ts';
import { startClub } from '../../support/club.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { openOurTenant } from '../../support/our-tenant.ts';
import { withoutScenario } from '../../support/without-scenario.ts';

const skip = withoutScenario('consent') || onlyOurHost;
const club = skip ? undefined : await startClub({ after });
const policy = 'B2C_1A_Consent';
const ada = { signInName: 'ada@example.org', password: 'Correct-horse-7' };

test('a member is asked once, and withdraws the last consent with prompt=consent', {
  skip,
}, async () => {
  assert.ok(club);
  const tenant = await openOurTenant(club);
  const attributes = { 'signInNames.emailAddress': ada.signInName, displayName: 'Ada' };
  await tenant.directory.create(attributes, { password: ada.password });
  const signIn = async (parameters = {}) => {
    const journey = await openJourney({ tenant, policy, parameters });
    return journey.submit(ada);
  };
  const first = await signIn();
  await first.submit({ consentChoices: 'photos' });
  assert.equal((await first.tokenClaims())['consents'], 'photos');
  assert.equal((await (await signIn()).tokenClaims())['consents'], 'photos', 'no page');
  const again = await signIn({ prompt: 'consent' });
  await again.submit({ consentChoices: '' });
  assert.equal((await again.tokenClaims())['consents'], 'none');
});
