import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { openJourney } from '../../../emulator/testing.ts';
import { startClub } from '../../support/club.ts';
import { openOurTenant } from '../../support/our-tenant.ts';

/** Only a host that the test starts has an inbox. */
const skip = process.env['BASE_URL'] !== undefined && 'needs a host that the test starts';
const club = skip ? undefined : await startClub({ after });
const policy = 'B2C_1A_EmailCodes';
const control = 'EmailCodeControl';

test('who joins types the code of the mail; a wrong one is told in the language of the page', {
  skip,
}, async () => {
  assert.ok(club);
  const [tenant, email] = [await openOurTenant(club), `${randomUUID()}@example.org`];
  const journey = await openJourney({ tenant, policy, acceptLanguage: 'de-CH' });
  await journey.signUp();
  await journey.controlAction(control, 'SendCode', { email });
  const [mail] = club.inbox?.to(email) ?? [];
  await journey.controlAction(control, 'VerifyCode', { email, emailCode: 'none' });
  assert.match(JSON.stringify(journey.page), /Das ist nicht der Code/);
  await journey.controlAction(control, 'VerifyCode', { email, emailCode: mail?.code ?? '' });
  const newPassword = 'Correct-horse-7';
  const passwords = { newPassword, reenterPassword: newPassword };
  await journey.submit({ ...passwords, givenName: 'Ada', surname: 'Lovelace' });
  assert.partialDeepStrictEqual(await journey.tokenClaims(), { email, newUser: true });
  const signIn = await openJourney({ tenant, policy });
  await signIn.submit({ signInName: email, password: newPassword });
  assert.equal((await signIn.tokenClaims())['email'], email);
});
