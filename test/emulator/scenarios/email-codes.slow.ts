import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { openJourney } from '../../../emulator/testing.ts';
import { startClub } from '../../support/club.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { controlErrors, openOurTenant } from '../../support/our-tenant.ts';

const club = onlyOurHost ? undefined : await startClub({ after });
const policy = 'B2C_1A_EmailCodes';
const control = 'EmailCodeControl';

test('who joins types the code of the mail; a wrong one is told in the language of the page', {
  skip: onlyOurHost,
}, async () => {
  assert.ok(club);
  const [tenant, email] = [await openOurTenant(club), `${randomUUID()}@example.org`];
  const journey = await openJourney({ tenant, policy, acceptLanguage: 'de-CH' });
  await journey.signUp();
  await journey.controlAction(control, 'SendCode', { email });
  const [mail] = club.inbox?.to(email) ?? [];
  const code = mail?.code ?? '';
  await journey.controlAction(control, 'VerifyCode', { email, emailCode: 'none' });
  const wrong = 'Das ist nicht der Code. Bitte sehen Sie in der neuesten Mail nach.';
  assert.deepEqual(controlErrors(journey), [wrong]);
  const newPassword = 'Correct-horse-7';
  const passwords = { newPassword, reenterPassword: newPassword };
  const member = { ...passwords, givenName: 'Ada', surname: 'Lovelace' };
  await journey.submit({ ...member, email });
  assert.ok(journey.hasPage, 'an address that is not confirmed is no account');
  await journey.controlAction(control, 'VerifyCode', { email, emailCode: code });
  await journey.submit(member);
  assert.equal(JSON.stringify(journey.claims).includes(code), false, 'the journey has no code');
  assert.partialDeepStrictEqual(await journey.tokenClaims(), { email, newUser: true });
  const signIn = await openJourney({ tenant, policy });
  await signIn.submit({ signInName: email, password: newPassword });
  assert.equal((await signIn.tokenClaims())['email'], email);
});
