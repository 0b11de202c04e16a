import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  addPreferences,
  findPreferences,
  savePreferences,
} from '../../../functions/preferences/preferences.ts';
import { startClub } from '../../support/club.ts';
import { addMember, applicant, messageOf, signIn } from '../../support/club-people.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { openOurTenant } from '../../support/our-tenant.ts';

const club = onlyOurHost ? undefined : await startClub({ after });
const policy = 'B2C_1A_ProfileEdit';
const wishes = { contactPhone: '+41790000000', outingsPerWeek: 3, interests: ['regattas'] };

test('the page shows what was chosen, and writes over nothing that was changed elsewhere', {
  skip: onlyOurHost,
}, async () => {
  assert.ok(club);
  const tenant = await openOurTenant(club);
  const member = await addMember(tenant);
  await addPreferences(member.objectId, { ...wishes, revision: 4n });
  const journey = await signIn({ tenant, policy }, member);
  assert.partialDeepStrictEqual(journey.claims, {
    contactPhone: wishes.contactPhone,
    outingsPerWeek: wishes.outingsPerWeek,
  });
  const { givenName, surname } = applicant;
  const typed = { givenName, surname, chosenInterests: 'tours', outingsPerWeek: '5' };
  await savePreferences(member.objectId, { ...wishes, interests: ['tours'] }, 4n);
  await journey.submit(typed);
  assert.match(messageOf(journey) ?? '', /changed elsewhere. Please open this page again/);
  const again = await signIn({ tenant, policy }, member);
  await again.submit({ ...typed, surname: 'Amsler' });
  assert.equal((await again.tokenClaims())['family_name'], 'Amsler');
  const saved = await findPreferences(member.objectId);
  assert.partialDeepStrictEqual(saved, { outingsPerWeek: 5, interests: ['tours'], revision: 6n });
});
