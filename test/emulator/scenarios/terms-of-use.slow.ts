import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openJourney } from '../../../emulator/testing.ts';
import { seed } from '../../../functions/terms-of-use/seed.ts';
import { startClub } from '../../support/club.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { openOurTenant } from '../../support/our-tenant.ts';

const club = onlyOurHost ? undefined : await startClub({ after });
const policy = 'B2C_1A_TermsOfUse';
const ada = { signInName: 'ada@example.org', password: 'Correct-horse-7' };

test('a member reads the terms in her language, has to tick the box, and is not asked again', {
  skip: onlyOurHost,
}, async () => {
  assert.ok(club);
  await seed();
  const tenant = await openOurTenant(club);
  const attributes = { 'signInNames.emailAddress': ada.signInName, displayName: 'Ada' };
  await tenant.directory.create(attributes, { password: ada.password });
  const signIn = async () => {
    const journey = await openJourney({ tenant, policy, acceptLanguage: 'de-CH' });
    return journey.submit(ada);
  };
  const first = await signIn();
  assert.match(JSON.stringify(first.page), /Boote bucht die Mannschaft/);
  await first.submit({ termsDecision: '' });
  assert.ok(first.page.error, 'the box is required');
  await first.submit({ termsDecision: 'accept' });
  assert.equal((await first.tokenClaims())['terms_version'], '2026');
  assert.equal((await (await signIn()).tokenClaims())['terms_version'], '2026', 'no page');
});
