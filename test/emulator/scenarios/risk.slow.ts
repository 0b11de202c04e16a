import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { openJourney, type Tenant } from '../../../emulator/testing.ts';
import { startClub } from '../../support/club.ts';
import { openOurTenant } from '../../support/our-tenant.ts';

/** Only a host that the test starts can be called with its keys. */
const skip = process.env['BASE_URL'] !== undefined && 'needs a host that the test starts';
const club = skip ? undefined : await startClub({ after });
const policy = 'B2C_1A_Risk';
const password = 'Correct-horse-7';

async function signIn(tenant: Tenant, signInName: string, ipAddress: string) {
  const journey = await openJourney({ tenant, policy, ipAddress });
  return journey.submit({ signInName, password });
}

test('a network that has tried many accounts is asked for a captcha, another one is not', {
  skip,
}, async () => {
  assert.ok(club);
  const tenant = await openOurTenant(club);
  const signInName = `${randomUUID()}@example.org`;
  const attributes = { 'signInNames.emailAddress': signInName, displayName: 'Ada' };
  await tenant.directory.create(attributes, { password });
  const usual = await signIn(tenant, signInName, '203.0.113.7');
  assert.equal((await usual.tokenClaims())['risk'], 'low');
  const unusual = '203.0.113.8';
  for (let tried = 0; tried < 9; tried += 1) {
    await signIn(tenant, `${randomUUID()}@example.org`, unusual);
  }
  const journey = await signIn(tenant, signInName, unusual);
  await journey.submit({ captchaToken: 'guessed' });
  assert.match(journey.page.error?.message ?? '', /confirm once more/);
  await journey.submit({ captchaToken: 'development-only-solved' });
  assert.equal((await journey.tokenClaims())['risk'], 'medium');
});
