import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { addRoles, everyApplication } from '../../functions/roles/roles.ts';
import { claimsOf, startClub } from '../support/club.ts';

const club = await startClub({ after });
const application = randomUUID();

const rolesOf = async (objectId: string, applicationId?: string) => {
  const journey = applicationId === undefined ? {} : { applicationId };
  return claimsOf(await club.call('REST-GetMemberRoles', { objectId }, journey))['roles'];
};

test('roles of the application and of all applications come sorted, each once', async () => {
  const objectId = randomUUID();
  await addRoles(objectId, everyApplication, ['Steersperson', 'Member']);
  await addRoles(objectId, application, ['Member', 'BoatBooker']);
  assert.deepEqual(await rolesOf(objectId, application), ['BoatBooker', 'Member', 'Steersperson']);
  assert.deepEqual(await rolesOf(objectId, randomUUID()), ['Member', 'Steersperson']);
  assert.deepEqual(await rolesOf(objectId), ['Member', 'Steersperson']);
});

test('who has no role gets no claim: B2C fails on an empty collection', async () => {
  assert.equal(await rolesOf(randomUUID(), application), undefined);
});

test('an id with odd characters finds its own roles and no others', async () => {
  const objectId = `a b+c&d=e?f#g'h"${randomUUID()}`;
  await addRoles(objectId, everyApplication, ['Member']);
  assert.deepEqual(await rolesOf(objectId), ['Member']);
  assert.equal(await rolesOf(`${objectId}'`), undefined);
});

await import('./roles-groups.cases.ts');
