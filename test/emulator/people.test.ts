import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineDefaults } from '../../emulator/engine-settings.ts';
import { LocalDirectory } from '../../emulator/local-directory.ts';
import {
  exportPeople,
  importPeople,
  type PersonRefused,
  readPeople,
} from '../../emulator/people.ts';
import { seededBytes } from '../../emulator/seeded-bytes.ts';

const open = () =>
  LocalDirectory.open({
    ...{ now: () => new Date('2026-01-01'), randomBytes: seededBytes('people') },
    settings: engineDefaults,
    name: 'contoso.onmicrosoft.com',
  });

const extensionsAppId = '5f0c1f6e-3f0e-4b35-9d0b-6c2f7f4b1a03';
const people = readPeople([
  {
    displayName: 'Ada',
    email: 'ada@example.org',
    password: 'weak',
    attributes: { givenName: 'Ada', extension_loyalty: 'gold', otherMails: ['a@work.example'] },
  },
  { displayName: 'Bob', userName: 'bob', password: 'weak', mustChangePassword: true },
  { displayName: 'Cy', identities: [{ issuer: 'facebook.com', issuerUserId: '42' }] },
  { displayName: 'Di', phone: '+41440000000', password: 'weak', accountEnabled: false },
]);

test('people of a seed can sign in as it says', async () => {
  const directory = await open();
  await importPeople(directory, people, { extensionsAppId });
  const check = async (name: string) => (await directory.checkPassword(name, 'weak')).result;
  assert.equal(await check('ada@example.org'), 'ok');
  assert.equal(await check('bob'), 'mustChange');
  assert.equal(await check('+41440000000'), 'disabled');
  const [ada] = directory.users();
  assert.equal(ada?.attributes['extension_5f0c1f6e3f0e4b359d0b6c2f7f4b1a03_loyalty'], 'gold');
  assert.equal(ada?.attributes['givenName'], 'Ada');
});

test('a seed that is imported again changes what it says, and nobody is there twice', async () => {
  const directory = await open();
  const before = await importPeople(directory, people, { extensionsAppId });
  const [ada, ...others] = people;
  const renamed = { ...ada, displayName: 'Ada L', attributes: {} };
  const after = await importPeople(directory, [renamed, ...others], { extensionsAppId });
  const ids = (users: typeof after) => users.map(({ objectId }) => objectId);
  assert.deepEqual(ids(after), ids(before));
  assert.equal(directory.users().length, people.length);
  assert.equal(directory.users()[0]?.attributes['displayName'], 'Ada L');
  assert.equal(directory.users()[0]?.attributes['givenName'], 'Ada');
});

test('what is exported can be imported: the same people, without their passwords', async () => {
  const [one, other] = [await open(), await open()];
  await importPeople(one, people, { extensionsAppId });
  const exported = exportPeople(one);
  await importPeople(other, readPeople(JSON.parse(JSON.stringify(exported))));
  assert.deepEqual(
    exportPeople(other),
    exported.map(({ mustChangePassword: _, ...rest }) => rest),
  );
  assert.equal((await other.checkPassword('bob', 'weak')).result, 'wrongPassword');
});

test('a list of people says what is wrong with it', () => {
  assert.throws(() => readPeople([{ email: 'ada@example.org' }]), /displayName/);
  assert.throws(() => readPeople([{ displayName: 'Ada', mail: 'x' }]), /mail/);
});

test('people of whom one is refused leave the directory as it was', async () => {
  const directory = await open();
  await importPeople(directory, people, { extensionsAppId });
  const before = directory.users();
  const wanted = [
    { displayName: 'Ada of another name', email: 'ada@example.org' },
    { displayName: 'Eve', email: 'eve@example.org' },
    { displayName: 'Both', email: 'ada@example.org', userName: 'bob' },
  ];
  const refused = (fault: PersonRefused) =>
    fault.index === 2 && !/example\.org/.test(fault.message);
  await assert.rejects(importPeople(directory, wanted), refused);
  assert.deepEqual(directory.users(), before);
  assert.equal(directory.find({ attribute: 'signInNames', value: 'eve@example.org' }), undefined);
  assert.equal((await directory.checkPassword('ada@example.org', 'weak')).result, 'ok');
});

test('whatever a policy has written is exported, and can be imported', async () => {
  const directory = await open();
  await directory.create({
    displayName: '',
    alternativeSecurityId: 'an id without an issuer',
    when: new Date('2026-01-01'),
    long: 2n ** 60n,
    objects: [{ issuer: 'a' }],
  });
  const exported = exportPeople(directory);
  assert.deepEqual(exported[0]?.identities, [
    { issuer: '', issuerUserId: 'an id without an issuer' },
  ]);
  assert.equal(exported[0]?.attributes?.['objects'], '[{"issuer":"a"}]');
  assert.deepEqual(readPeople(JSON.parse(JSON.stringify(exported))), exported);
});
