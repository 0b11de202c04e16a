import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { openJourney, type Tenant } from '../../../emulator/testing.ts';
import { addLegacyAccount, findWaiting } from '../../../functions/migration/legacy-accounts.ts';
import { startClub } from '../../support/club.ts';
import { onlyOurHost } from '../../support/functions-host.ts';
import { openOurTenant } from '../../support/our-tenant.ts';

const club = onlyOurHost ? undefined : await startClub({ after });
const policy = 'B2C_1A_Migration';
const password = 'Correct-horse-7';
/** Of that password, by crypt(3). */
const passwordHash = '$2b$06$abcdefghijklmnopqrstuuin0g8UnrIp4hi9WICzIYWhZHc65sRIK';
const flag = 'extension_5f0c1f6e3f0e4b359d0b6c2f7f4b1a03_requiresMigration';

async function open(): Promise<Tenant> {
  assert.ok(club);
  return openOurTenant(club);
}

async function importRuth(): Promise<string> {
  const signInName = `${randomUUID()}@example.org`;
  const account = { signInName, passwordHash, displayName: 'Ruth Amsler' };
  await addLegacyAccount(account, new Date('2099-01-01'));
  return signInName;
}

async function signIn(tenant: Tenant, signInName: string, typed: string) {
  const journey = await openJourney({ tenant, policy });
  await journey.submit({ signInName, password: typed });
  return journey;
}

const calledBy = ({ trace }: Awaited<ReturnType<typeof signIn>>) =>
  trace.filter(({ kind }) => kind === 'http').map(({ technicalProfileId }) => technicalProfileId);

test('who comes with the old password gets an account, and next time the directory knows it', {
  skip: onlyOurHost,
}, async () => {
  const [tenant, email] = [await open(), await importRuth()];
  const first = await signIn(tenant, email, password);
  const claims = await first.tokenClaims();
  const [user] = tenant.directory.users();
  assert.partialDeepStrictEqual(claims, { sub: user?.objectId, name: 'Ruth Amsler', email });
  assert.equal(typeof claims['migrated'], 'number');
  assert.deepEqual(calledBy(first), ['REST-CheckLegacyPassword', 'REST-CompleteMigration']);
  assert.equal(await findWaiting(email, new Date()), undefined, 'the old hash is gone');
  const second = await signIn(tenant, email, password);
  assert.equal((await second.tokenClaims()).sub, claims.sub);
  assert.deepEqual(calledBy(second), ['REST-CheckLegacyPassword']);
});

test('an account that was created beforehand gets the password, and its flag falls', {
  skip: onlyOurHost,
}, async () => {
  const [tenant, email] = [await open(), await importRuth()];
  const attributes = { 'signInNames.emailAddress': email, displayName: 'R. Amsler', [flag]: true };
  const { objectId } = await tenant.directory.create(attributes, {
    password: `random-${randomUUID()}`,
  });
  const journey = await signIn(tenant, email, password);
  assert.partialDeepStrictEqual(await journey.tokenClaims(), { sub: objectId, name: 'R. Amsler' });
  assert.equal(tenant.directory.users()[0]?.attributes[flag], false);
});

test('a wrong password reads the same, whoever the name belongs to', {
  skip: onlyOurHost,
}, async () => {
  const [tenant, waiting, moved] = [await open(), await importRuth(), await importRuth()];
  await (await signIn(tenant, moved, password)).tokenClaims();
  const names = { waiting, moved, unknown: `${randomUUID()}@example.org` };
  for (const [kind, name] of Object.entries(names)) {
    const journey = await signIn(tenant, name, 'wrong');
    const message = 'Email address and password do not match.';
    assert.equal(journey.page.error?.message, message, kind);
    assert.deepEqual(calledBy(journey), ['REST-CheckLegacyPassword'], kind);
  }
  assert.equal(tenant.directory.users().length, 1, 'nobody got an account by guessing');
});

test('the old password is no way past a new one', { skip: onlyOurHost }, async () => {
  const [tenant, email] = [await open(), await importRuth()];
  const attributes = { 'signInNames.emailAddress': email, displayName: 'R. Amsler' };
  await tenant.directory.create(attributes, { password: 'Another-horse-8' });
  const journey = await signIn(tenant, email, password);
  assert.match(journey.page.error?.message ?? '', /do not match/);
  const right = await signIn(tenant, email, 'Another-horse-8');
  assert.equal((await right.tokenClaims())['email'], email);
});

test('a password that is reset in another policy lets the flag fall, and the old one is no way past it', {
  skip: onlyOurHost,
}, async () => {
  const [tenant, email] = [await open(), await importRuth()];
  const attributes = { 'signInNames.emailAddress': email, displayName: 'R. Amsler', [flag]: true };
  await tenant.directory.create(attributes, { password: `random-${randomUUID()}` });
  const reset = await openJourney({ tenant, policy: 'B2C_1A_PasswordReset' });
  await reset.verifyEmail('email', email);
  await reset.submit({ email });
  const newPassword = 'Another-horse-8';
  await reset.submit({ newPassword, reenterPassword: newPassword });
  await reset.tokenClaims();
  assert.equal(tenant.directory.users()[0]?.attributes[flag], false);
  const old = await signIn(tenant, email, password);
  assert.match(old.page.error?.message ?? '', /do not match/);
});

test('what a first name left in the journey is not written to the account of the next one', {
  skip: onlyOurHost,
}, async () => {
  const [tenant, first, second] = [await open(), await importRuth(), await importRuth()];
  const attributes = { 'signInNames.emailAddress': first, displayName: 'R. Amsler', [flag]: true };
  await tenant.directory.create(attributes, { password: `random-${randomUUID()}` });
  const journey = await signIn(tenant, first, 'wrong');
  await journey.submit({ signInName: second, password });
  assert.partialDeepStrictEqual(await journey.tokenClaims(), { email: second });
  const [kept] = tenant.directory.users();
  assert.equal(kept?.attributes[flag], true, 'nobody has moved the first account');
});
