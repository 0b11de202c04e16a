import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import {
  type HeadlessJourney,
  openJourney,
  SsoSession,
  type Tenant,
} from '../../../emulator/testing.ts';
import { assess, thresholds } from '../../../functions/risk/velocity.ts';
import { startClub } from '../../support/club.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { openOurTenant } from '../../support/our-tenant.ts';

const club = onlyOurHost ? undefined : await startClub({ after });
const policy = 'B2C_1A_Risk';
const password = 'Correct-horse-7';

async function signIn(
  tenant: Tenant,
  signInName: string,
  ipAddress: string,
  session = new SsoSession(),
) {
  const journey = await openJourney({ tenant, policy, ipAddress, session });
  return journey.submit({ signInName, password });
}

async function tenantWith(signInName: string) {
  assert.ok(club);
  const tenant = await openOurTenant(club);
  const attributes = { 'signInNames.emailAddress': signInName, displayName: 'Ada' };
  await tenant.directory.create(attributes, { password });
  return tenant;
}

const openPage = ({ page }: HeadlessJourney) =>
  'technicalProfileId' in page ? page.technicalProfileId : page.kind;

test('a network that has tried many accounts is asked for a captcha, until it solved one', {
  skip: onlyOurHost,
}, async () => {
  const signInName = `${randomUUID()}@example.org`;
  const tenant = await tenantWith(signInName);
  const usual = await signIn(tenant, signInName, '203.0.113.7');
  assert.equal((await usual.tokenClaims())['risk'], 'low');
  const unusual = '203.0.113.8';
  for (let tried = 0; tried < 9; tried += 1) {
    await signIn(tenant, `${randomUUID()}@example.org`, unusual);
  }
  const session = new SsoSession();
  await signIn(tenant, signInName, unusual, session);
  const journey = await openJourney({ tenant, policy, ipAddress: unusual, session });
  assert.equal(openPage(journey), 'Page-Captcha', 'no way past it by coming back');
  await journey.submit({ captchaToken: 'guessed' });
  assert.equal(journey.page.error?.message, 'Please confirm once more that you are a person.');
  await journey.submit({ captchaToken: 'development-only-solved' });
  assert.equal((await journey.tokenClaims())['risk'], 'medium');
  const again = await openJourney({ tenant, policy, ipAddress: unusual, session });
  assert.equal((await again.tokenClaims())['risk'], 'medium', 'solved once in a session');
});

test('a session of a policy that weighs nothing leads to the captcha, by the link to sign up', {
  skip: onlyOurHost,
}, async () => {
  const signInName = `${randomUUID()}@example.org`;
  const tenant = await tenantWith(signInName);
  const session = new SsoSession();
  const elsewhere = await openJourney({ tenant, policy: 'B2C_1A_SignUpOrSignIn', session });
  await elsewhere.submit({ signInName, password });
  const { sub } = await elsewhere.tokenClaims();
  const journey = await openJourney({ tenant, policy, session });
  assert.equal(openPage(journey), 'Page-SignInAssessed');
  await journey.signUp();
  assert.equal(openPage(journey), 'Page-Captcha');
  await journey.submit({ captchaToken: 'development-only-solved' });
  assert.equal((await journey.tokenClaims()).sub, sub);
});

test('an account that was tried from many networks is asked for a captcha', {
  skip: onlyOurHost,
}, async () => {
  const signInName = `${randomUUID()}@example.org`;
  const tenant = await tenantWith(signInName);
  for (let from = 0; from < thresholds.networksOfAccount.medium; from += 1) {
    await assess({ account: signInName, network: `10.1.${from}.1` }, new Date());
  }
  const journey = await signIn(tenant, signInName, '203.0.113.9');
  assert.equal(openPage(journey), 'Page-Captcha');
  await journey.submit({ captchaToken: 'development-only-solved' });
  assert.equal((await journey.tokenClaims())['risk'], 'medium');
});
