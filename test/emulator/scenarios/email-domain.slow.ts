import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { addVerdict } from '../../../functions/email-domain/domains.ts';
import { seed } from '../../../functions/email-domain/seed.ts';
import { seed as seedSections } from '../../../functions/sign-up/seed.ts';
import { startClub } from '../../support/club.ts';
import { applicant, atSignUp, messageOf, newAddress } from '../../support/club-people.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { openOurTenant } from '../../support/our-tenant.ts';
import { withoutScenario } from '../../support/without-scenario.ts';

const skip = withoutScenario('email-domain', 'sign-up') || onlyOurHost;
const club = skip ? undefined : await startClub({ after });

async function join(email: string) {
  assert.ok(club);
  await Promise.all([seed(), seedSections()]);
  await addVerdict('one-box.example', { isRefused: false, refusesSubAddresses: true });
  const tenant = await openOurTenant(club);
  const journey = await atSignUp({ tenant }, email);
  return { tenant, journey: await journey.submit({ ...applicant, email }) };
}

const refused = [
  {
    name: 'throw-away mail',
    email: newAddress('throwaway-mail.example'),
    says: 'Please use an address that you will still read next season.',
  },
  {
    name: 'a tag where none is wanted',
    email: 'nora+club@one-box.example',
    says: 'Please use this address without the plus sign and what follows it.',
  },
];
for (const { name, email, says } of refused) {
  test(`an address with ${name} is refused before anything else is asked`, { skip }, async () => {
    const { tenant, journey } = await join(email);
    assert.equal(messageOf(journey), says);
    assert.deepEqual(tenant.directory.users(), []);
    const called = journey.trace.filter(({ kind }) => kind === 'http');
    assert.deepEqual(
      called.map(({ technicalProfileId }) => technicalProfileId),
      ['REST-CheckEmailDomain'],
    );
  });
}

test('who comes from a partner club has its name in the token', { skip }, async () => {
  const { journey } = await join(newAddress('heron-bay-rowing.example'));
  assert.equal((await journey.tokenClaims())['partner_club'], 'Heron Bay');
});
