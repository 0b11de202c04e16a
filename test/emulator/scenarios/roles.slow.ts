import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { addRoles, everyApplication } from '../../../functions/roles/roles.ts';
import { startClub } from '../../support/club.ts';
import { addMember, signIn } from '../../support/club-people.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { openOurTenant } from '../../support/our-tenant.ts';

const club = onlyOurHost ? undefined : await startClub({ after });
const boats = { client_id: '7c9e6679-0000-4000-8000-00000000b0a7' };

test('the token has the roles of everywhere and of its application, and none of another', {
  skip: onlyOurHost,
}, async () => {
  assert.ok(club);
  const tenant = await openOurTenant(club);
  const member = await addMember(tenant);
  await addRoles(member.objectId, everyApplication, ['Member', 'Steersperson']);
  await addRoles(member.objectId, boats.client_id, ['BoatBooker', 'Member']);
  const rolesIn = async (parameters = {}) => {
    const journey = await signIn({ tenant, parameters }, member);
    return (await journey.tokenClaims())['roles'];
  };
  assert.deepEqual(await rolesIn(boats), ['BoatBooker', 'Member', 'Steersperson']);
  assert.deepEqual(await rolesIn(), ['Member', 'Steersperson']);
});

test('who has no role has no claim of roles', { skip: onlyOurHost }, async () => {
  assert.ok(club);
  const tenant = await openOurTenant(club);
  const journey = await signIn({ tenant }, await addMember(tenant));
  assert.equal('roles' in (await journey.tokenClaims()), false);
  const called = journey.trace.filter(({ kind }) => kind === 'http');
  assert.ok(called.some(({ technicalProfileId }) => technicalProfileId === 'REST-GetMemberRoles'));
});
