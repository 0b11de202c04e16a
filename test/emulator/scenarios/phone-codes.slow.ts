import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openJourney } from '../../../emulator/testing.ts';
import { startClub } from '../../support/club.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { controlErrors, openOurTenant } from '../../support/our-tenant.ts';

const club = onlyOurHost ? undefined : await startClub({ after });
const control = 'PhoneCodeControl';
const ada = { signInName: 'ada@example.org', password: 'Correct-horse-7' };

test('the number that a code was texted to is written to the account, as E.164', {
  skip: onlyOurHost,
}, async () => {
  assert.ok(club);
  const tenant = await openOurTenant(club);
  const attributes = { 'signInNames.emailAddress': ada.signInName, displayName: 'Ada' };
  await tenant.directory.create(attributes, { password: ada.password });
  const journey = await openJourney({ tenant, policy: 'B2C_1A_PhoneCodes' });
  await journey.submit(ada);
  const typed = { phoneToConfirm: '079 000 00 77' };
  await journey.submit(typed);
  assert.ok(journey.page.error, 'not without a code');
  await journey.controlAction(control, 'SendCode', { phoneToConfirm: '044 268 12 34' });
  const landline = 'Please check the number: it has to be that of a mobile phone.';
  assert.deepEqual(controlErrors(journey), [landline]);
  await journey.controlAction(control, 'SendCode', typed);
  const [text] = club.inbox?.to('+41790000077') ?? [];
  await journey.controlAction(control, 'VerifyCode', { ...typed, phoneCode: text?.code ?? '' });
  await journey.submit({});
  assert.equal((await journey.tokenClaims())['phone'], '+41790000077');
  const [user] = tenant.directory.users();
  assert.ok(Object.values(user?.attributes ?? {}).includes('+41790000077'));
});
