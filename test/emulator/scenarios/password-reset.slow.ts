import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openJourney, type Tenant } from '../../../emulator/testing.ts';
import { resetsPerDay } from '../../../functions/password-reset/resets.ts';
import { startClub } from '../../support/club.ts';
import { addMember, messageOf, newAddress } from '../../support/club-people.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { openOurTenant } from '../../support/our-tenant.ts';

const club = onlyOurHost ? undefined : await startClub({ after });
const policy = 'B2C_1A_PasswordReset';
const newPassword = 'Steady-harbor-31';

async function ask(tenant: Tenant, email: string) {
  const journey = await openJourney({ tenant, policy });
  await journey.verifyEmail('email', email);
  return journey.submit({ email });
}

test('a new password is set, and the token says when', { skip: onlyOurHost }, async () => {
  assert.ok(club);
  const tenant = await openOurTenant(club);
  const { email } = await addMember(tenant);
  const journey = await ask(tenant, email);
  await journey.submit({ newPassword, reenterPassword: newPassword });
  assert.equal(typeof (await journey.tokenClaims())['password_changed'], 'number');
  assert.equal((await tenant.directory.checkPassword(email, newPassword)).result, 'ok');
});

test('an address that asks too often is refused in the same words, with an account or without', {
  skip: onlyOurHost,
}, async () => {
  assert.ok(club);
  const tenant = await openOurTenant(club);
  const messages = new Set<string | undefined>();
  for (const email of [(await addMember(tenant)).email, newAddress()]) {
    for (let asked = 0; asked < resetsPerDay; asked += 1) await ask(tenant, email);
    messages.add(messageOf(await ask(tenant, email)));
  }
  const words = 'This address has asked for too many new passwords. Please try again in 24 hours.';
  assert.deepEqual(messages, new Set([words]));
});
