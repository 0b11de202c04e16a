import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openJourney, openTenant, type Tenant } from '../../emulator/testing.ts';

const pack = '../shared/corpus/starterpack/scenarios/phone-number-passwordless';
const policy = 'B2C_1A_SignUpOrSignInWithPhone';
const control = 'phoneVerificationControl';
const recovery = 'ada@example.org';
const number = { countryCode: 'NO', nationalNumber: '40000001' };

const codeOf = (tenant: Tenant) => tenant.inbox.messages('+4740000001').at(-1)?.code ?? '';

async function signUp(tenant: Tenant) {
  const journey = await openJourney({ tenant, policy });
  await journey.select('SignUpWithPhone');
  await journey.verifyControl(control, number);
  await journey.submit({ displayName: 'Ada L', givenName: 'Ada', surName: 'Lovelace' });
  await journey.verifyEmail('email', recovery);
  await journey.submit({ email: recovery });
  return journey;
}

test('phone-number-passwordless: sign-up by text message, with a mail address for recovery', async () => {
  const tenant = await openTenant({ policies: [pack] });
  const claims = await (await signUp(tenant)).tokenClaims();
  assert.equal(claims['signInNames.phoneNumber'], '+4740000001');
  assert.equal(claims['name'], 'Ada L');
});

test('phone-number-passwordless: sign-in by a code that one page sends and the next asks for', async () => {
  const tenant = await openTenant({ policies: [pack] });
  const { sub } = await (await signUp(tenant)).tokenClaims();
  tenant.inbox.clear();
  const journey = await openJourney({ tenant, policy });
  await journey.submit({ phoneNumber: '+4740000001' });
  await journey.submit(number);
  await journey.submit({ verificationCode: 'wrong' });
  assert.equal(journey.page.error?.message, 'That code is wrong. Please try again.');
  await journey.submit({ verificationCode: codeOf(tenant) });
  assert.equal((await journey.tokenClaims()).sub, sub);
});
