import { addLegacyAccount } from './legacy-accounts.ts';

const bcryptHash = '$2y$10$q8Zr0vXyT1uKpL5mNwE9cOKrZ.xOIwvQw0oN4Ovw1zs6fArDB0hv6';
const identityHash =
  'AQAAAAEAACcQAAAAEAARIjNEVWZ3iJmqu8zd7v+swOCOaGvBui/xoQI9pHq2q9IaiJ7XBTICOqbsZBqVsw==';

/**
 * Two people of the old system, both with the password `development-only-Oar7`: one hash as Django or PHP
 * keep it, one as ASP.NET Identity does.
 */
export async function seed(): Promise<void> {
  const until = new Date('2099-12-31T23:59:59.000Z');
  const ruth = { displayName: 'Ruth Amsler', givenName: 'Ruth', surname: 'Amsler' };
  const hugo = { displayName: 'Hugo Baer', givenName: 'Hugo', surname: 'Baer' };
  await addLegacyAccount(
    { ...ruth, signInName: 'ruth.amsler@example.org', passwordHash: bcryptHash },
    until,
  );
  await addLegacyAccount(
    { ...hugo, signInName: 'hugo.baer@example.org', passwordHash: identityHash },
    until,
  );
}
