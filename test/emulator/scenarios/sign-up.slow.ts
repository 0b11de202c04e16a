import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { seed } from '../../../functions/sign-up/seed.ts';
import { startClub } from '../../support/club.ts';
import { applicant, atSignUp, messageOf, newAddress } from '../../support/club-people.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { openOurTenant } from '../../support/our-tenant.ts';

const club = onlyOurHost ? undefined : await startClub({ after });

const slips = [
  {
    typed: { givenName: 'shop.example/x' },
    says: 'Bitte prüfen Sie den Vornamen: Buchstaben, höchstens 64.',
  },
  { typed: { dateOfBirth: '1790-05-01' }, says: 'Ein Geburtsdatum liegt zwischen 1900 und heute.' },
  {
    typed: { rowingSection: 'junior' },
    says: 'Diese Abteilung nimmt zurzeit niemanden Ihres Alters auf.',
  },
  {
    typed: { phoneEntered: '044 268 12 34 56 78' },
    says: 'Bitte prüfen Sie die Telefonnummer; eine ausländische beginnt mit + und dem Land.',
  },
];

test('what is wrong is said field by field in the language of the page; mended, it becomes the account', {
  skip: onlyOurHost,
}, async () => {
  assert.ok(club);
  await seed();
  const tenant = await openOurTenant(club);
  const email = newAddress();
  const journey = await atSignUp({ tenant, acceptLanguage: 'de-CH' }, email);
  for (const { typed, says } of slips) {
    await journey.submit({ ...applicant, email, ...typed });
    assert.equal(messageOf(journey), says);
  }
  assert.deepEqual(tenant.directory.users(), [], 'whoever is refused leaves no account behind');
  await journey.submit({ ...applicant, email, givenName: '  Nora  Lea ' });
  assert.partialDeepStrictEqual(await journey.tokenClaims(), {
    ...{ email, name: 'Nora Lea Keller', newUser: true },
  });
});
