import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { addCard } from '../../../functions/membership/member-cards.ts';
import { addMembership } from '../../../functions/membership/memberships.ts';
import { seed as seedSections } from '../../../functions/sign-up/seed.ts';
import { startClub } from '../../support/club.ts';
import {
  addMember,
  applicant,
  atSignUp,
  messageOf,
  newAddress,
  signIn,
} from '../../support/club-people.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { openOurTenant } from '../../support/our-tenant.ts';
import { withoutScenario } from '../../support/without-scenario.ts';

const skip = withoutScenario('membership', 'sign-up') || onlyOurHost;
const club = skip ? undefined : await startClub({ after });

test("a card of somebody else is refused on the page, the person's own makes a member", {
  skip,
}, async () => {
  assert.ok(club);
  await seedSections();
  const [number, tenant] = ['ALR-500600', await openOurTenant(club)];
  await addCard(number, { surname: applicant.surname, tier: 'scull', since: '2014-05-01' });
  const email = newAddress();
  const journey = await atSignUp({ tenant }, email);
  const typed = { ...applicant, email, extension_memberNumber: number };
  await journey.submit({ ...typed, surname: 'Kellner' });
  assert.equal(messageOf(journey), 'We have no membership card with this number and surname.');
  assert.deepEqual(tenant.directory.users(), []);
  await journey.submit(typed);
  assert.equal((await journey.tokenClaims())['membership_tier'], 'scull');
});

test('what the office knows of a member is in each token; who is none has the defaults', {
  skip,
}, async () => {
  assert.ok(club);
  const tenant = await openOurTenant(club);
  const [member, guest] = [await addMember(tenant), await addMember(tenant)];
  const rest = {
    noticePeriod: 'P3M',
    outings: 3,
    meters: 12_000n,
    crews: [],
    former: [],
    linked: [],
  };
  await addMembership(member.objectId, { tier: 'cox', since: '2021-09-15', ...rest });
  const claimsOf = async (who: typeof member) => (await signIn({ tenant }, who)).tokenClaims();
  assert.equal((await claimsOf(member))['membership_tier'], 'cox');
  assert.equal((await claimsOf(guest))['membership_tier'], 'guest');
});
