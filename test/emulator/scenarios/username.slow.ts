import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { openJourney, type Tenant } from '../../../emulator/testing.ts';
import { holderOf } from '../../../functions/username/reservations.ts';
import { readUserName } from '../../../functions/username/user-name.ts';
import { startClub } from '../../support/club.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { openOurTenant } from '../../support/our-tenant.ts';

const club = onlyOurHost ? undefined : await startClub({ after });

async function open(): Promise<Tenant> {
  assert.ok(club);
  return openOurTenant(club);
}

const ruth = {
  email: 'ruth@example.org',
  newPassword: 'Correct-horse-7',
  reenterPassword: 'Correct-horse-7',
  givenName: 'Ruth',
  surname: 'Amsler',
};

async function atPage(tenant: Tenant) {
  const journey = await openJourney({ tenant, policy: 'B2C_1A_Username' });
  await journey.verifyEmail('email', ruth.email);
  const choose = async (usernameEntered: string) => {
    await journey.submit({ ...ruth, usernameEntered });
    return journey.hasPage ? journey.page.error?.message : undefined;
  };
  return { journey, choose };
}

const holder = (typed: string) => {
  const name = readUserName(typed);
  assert.ok(name);
  return holderOf(name, new Date());
};

test('who chooses a user name that is free signs in with it from then on', {
  skip: onlyOurHost,
}, async () => {
  const tenant = await open();
  const { journey, choose } = await atPage(tenant);
  assert.match((await choose('admin')) ?? '', /kept for the club/);
  assert.equal(await choose('Ruth.Amsler'), undefined);
  const claims = await journey.tokenClaims();
  const [user] = tenant.directory.users();
  assert.partialDeepStrictEqual(claims, { sub: user?.objectId, preferred_username: 'ruth.amsler' });
  assert.equal((await holder('ruthamsler'))?.objectId, user?.objectId);
  assert.equal(
    (await tenant.directory.checkPassword('ruth.amsler', ruth.newPassword)).result,
    'ok',
  );
  const { choose: chooseToo } = await atPage(tenant);
  assert.match((await chooseToo('ruth_amsler')) ?? '', /one that looks like it/);
});

test('a name that the directory refuses is given up, and the page says so', {
  skip: onlyOurHost,
}, async () => {
  const tenant = await open();
  const taken = { 'signInNames.userName': 'old.member', displayName: 'Old' };
  await tenant.directory.create(taken, { password: `Random-${randomUUID()}` });
  const { journey, choose } = await atPage(tenant);
  assert.match((await choose('old.member')) ?? '', /could not create an account/);
  assert.equal(await holder('old.member'), undefined);
  assert.equal(await choose('new.member'), undefined);
  assert.equal((await journey.tokenClaims())['preferred_username'], 'new.member');
});
