import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { openJourney } from '../../../emulator/testing.ts';
import { startClub } from '../../support/club.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { openOurTenant } from '../../support/our-tenant.ts';

const club = onlyOurHost ? undefined : await startClub({ after });

const email = 'nora.keller@example.org';
const oldPassword = 'Quiet-lantern-58';

async function openPage(acceptLanguage = 'en') {
  assert.ok(club);
  const tenant = await openOurTenant(club);
  const attributes = { 'signInNames.emailAddress': email, displayName: 'Nora Keller' };
  await tenant.directory.create(attributes, { password: oldPassword });
  const journey = await openJourney({ tenant, policy: 'B2C_1A_PasswordRules', acceptLanguage });
  await journey.submit({ signInName: email, password: oldPassword });
  const change = async (newPassword: string, old = oldPassword) => {
    await journey.submit({ oldPassword: old, newPassword, reenterPassword: newPassword });
    return journey.hasPage ? journey.page.error?.message : undefined;
  };
  return { tenant, journey, change };
}

test('a rule that is broken is read on the page; what breaks none becomes the password', {
  skip: onlyOurHost,
}, async () => {
  const { tenant, journey, change } = await openPage();
  const wrongOld = 'This is not the password that you sign in with.';
  assert.equal(await change(`Steady-${randomUUID()}`, 'wrong'), wrongOld);
  assert.match((await change('Nora-sails-2026')) ?? '', /leave your name/);
  assert.match((await change('P@ssw0rd2026!')) ?? '', /Many people use/);
  assert.match((await change(oldPassword)) ?? '', /was your password before/);
  assert.equal((await tenant.directory.checkPassword(email, oldPassword)).result, 'ok');
  assert.equal(await change('Steady-harbor-31'), undefined);
  assert.equal((await journey.tokenClaims())['name'], 'Nora Keller');
  assert.equal((await tenant.directory.checkPassword(email, 'Steady-harbor-31')).result, 'ok');
  const called = journey.trace.filter(({ kind }) => kind === 'http').at(-1);
  assert.equal(called?.technicalProfileId, 'REST-RememberPassword');
});

test('the page and what it refuses are in the language of the person', {
  skip: onlyOurHost,
}, async () => {
  const { change } = await openPage('fr-CH');
  assert.match((await change('Nora-sails-2026')) ?? '', /ni votre nom/);
  const wrongOld = "Ce n'est pas le mot de passe avec lequel vous vous connectez.";
  assert.equal(await change(`Steady-${randomUUID()}`, 'wrong'), wrongOld);
});
