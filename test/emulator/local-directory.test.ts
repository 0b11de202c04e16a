import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { UserAttributes } from '../../emulator/directory.ts';
import { engineDefaults } from '../../emulator/engine-settings.ts';
import { LocalDirectory } from '../../emulator/local-directory.ts';
import { seededBytes } from '../../emulator/seeded-bytes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const now = () => new Date('2026-01-01');
const open = (folder?: string) =>
  LocalDirectory.open({
    ...{ now, randomBytes: seededBytes('directory'), settings: engineDefaults },
    name: 'contoso.onmicrosoft.com',
    ...(folder === undefined ? {} : { folder }),
  });

/** One user of the model: what a plain program would keep. */
interface Model {
  mail: string | undefined;
  identity: string | undefined;
  city: string | undefined;
}

const mails = fc.constantFrom('a@example.org', 'A@EXAMPLE.org', 'b@example.org', 'c@example.org');
const identities = fc.constantFrom('1', '2', 'ab', 'AB');
const cities = fc.constantFrom('London', 'Paris', 'constructor', '__proto__');
/** undefined leaves it, null clears it. */
const change = <Value>(values: fc.Arbitrary<Value>) =>
  fc.option(fc.option(values), { nil: undefined });
const changes = fc.record({
  mail: change(mails),
  identity: change(identities),
  city: change(cities),
});
const users = fc.constantFrom('one', 'two', 'three');
const step = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), id: users, set: changes }),
  fc.record({ kind: fc.constant('update' as const), id: users, set: changes }),
  fc.record({ kind: fc.constant('remove' as const), id: users, set: changes }),
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
type Changes = typeof changes extends fc.Arbitrary<infer Value> ? Value : never;

const apply = <Value>(before: Value | undefined, after: Value | null | undefined) =>
  after === undefined ? before : (after ?? undefined);

/** What the model makes of a step; undefined: it is refused. */
function expected(model: ReadonlyMap<string, Model>, kind: string, id: string, set: Changes) {
  const former = model.get(id);
  if ((kind === 'create') === (former !== undefined)) return undefined;
  const { mail, identity, city } = former ?? {
    mail: undefined,
    identity: undefined,
    city: undefined,
  };
  const next = {
    mail: apply(mail, set.mail),
    identity: apply(identity, set.identity),
    city: apply(city, set.city),
  };
  const isTaken = [...model].some(([other, user]) => {
    const isSameMail =
      user.mail !== undefined && user.mail.toLowerCase() === next.mail?.toLowerCase();
    return (
      other !== id &&
      (isSameMail || (user.identity !== undefined && user.identity === next.identity))
    );
  });
  return isTaken && kind !== 'remove' ? undefined : next;
}

function attributes({ mail, identity, city }: Changes): UserAttributes {
  const userIdentities = identity && [{ issuer: 'Idp.example', issuerUserId: identity }];
  return { 'signInNames.emailAddress': mail, userIdentities, city };
}

/** The directory's users as the model has them. */
function shown(directory: LocalDirectory) {
  const found = directory.users().map(({ objectId, attributes: all }) => {
    const [identity] = (all['userIdentities'] ?? []) as { issuerUserId: string }[];
    const model = {
      mail: all['signInNames.emailAddress'],
      identity: identity?.issuerUserId,
      city: all['city'],
    };
    return [objectId, model] as const;
  });
  return new Map(found.sort(([one], [other]) => one.localeCompare(other)));
}

const sorted = (model: ReadonlyMap<string, Model>) =>
  new Map([...model].sort(([one], [other]) => one.localeCompare(other)));

const keyOf = (identity: string) =>
  JSON.stringify({ issuer: 'idp.EXAMPLE', issuerUserId: Buffer.from(identity).toString('base64') });

test('a directory is what a plain model is, in any order of changes, and after it is opened again', async (t) => {
  const folder = await temporaryFolder(t);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      run += 1;
      const own = `${folder}/${run}`;
      const directory = await open(own);
      const model = await replay(directory, steps);
      assert.deepEqual(shown(directory), sorted(model));
      checkKeys(directory, model);
      await directory.flush();
      if (steps.length > 0) assert.deepEqual(shown(await open(own)), sorted(model));
    }),
    { numRuns: 60 },
  );
});

/** Takes the steps in both; each is taken or refused alike. */
async function replay(directory: LocalDirectory, steps: readonly Step[]) {
  const model = new Map<string, Model>();
  for (const { kind, id, set } of steps) {
    const next = expected(model, kind, id, set);
    assert.equal(await act(directory, kind, id, set), next !== undefined, `${kind} ${id}`);
    if (next && kind === 'remove') model.delete(id);
    else if (next) model.set(id, next);
  }
  return model;
}

/** Everybody is found by what they have. */
function checkKeys(directory: LocalDirectory, model: ReadonlyMap<string, Model>): void {
  for (const [id, { mail, identity }] of model) {
    if (mail) assert.equal(find(directory, 'signInNames', mail.toUpperCase()), id);
    if (identity) assert.equal(find(directory, 'alternativeSecurityId', keyOf(identity)), id);
  }
}

function find(directory: LocalDirectory, attribute: string, value: string) {
  return directory.find({ attribute, value })?.objectId;
}

/** Whether the directory took the step. */
async function act(directory: LocalDirectory, kind: string, id: string, set: Changes) {
  try {
    if (kind === 'create') await directory.create({ objectId: id, ...attributes(set) });
    else if (kind === 'update') await directory.update(id, attributes(set));
    else await directory.remove(id);
    return true;
  } catch {
    return false;
  }
}

test('changes that are made at one time are all there', async (t) => {
  const folder = await temporaryFolder(t);
  const directory = await open(folder);
  await directory.create({ objectId: 'ada', displayName: 'Ada' }, { password: 'Correct-horse-7' });
  const names = Array.from({ length: 20 }, (_, index) => `attribute${index}`);
  const passwords = names.map((name) =>
    directory.update('ada', { [name]: name }, { password: `Correct-horse-${name}` }),
  );
  await Promise.all([
    ...passwords,
    ...names.map((name) => directory.update('ada', { [`${name}-b`]: name })),
  ]);
  await directory.flush();
  const [ada] = (await open(folder)).users();
  assert.deepEqual(
    names.filter((name) => ada?.attributes[name] !== name || ada.attributes[`${name}-b`] !== name),
    [],
  );
});

test('two who ask for one sign-in name at one time: one gets it', async () => {
  const directory = await open();
  const ask = () =>
    directory.create(
      { 'signInNames.userName': 'ada', displayName: 'A' },
      { password: 'Correct-horse-7' },
    );
  const asked = await Promise.allSettled([ask(), ask(), ask()]);
  assert.deepEqual(asked.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected']);
  assert.equal(directory.users().length, 1);
});

test('whoever is removed while a password is set stays removed', async () => {
  const directory = await open();
  await directory.create({ objectId: 'ada', displayName: 'Ada' });
  const update = directory.update('ada', {}, { password: 'Correct-horse-7' });
  await directory.remove('ada');
  await assert.rejects(update, { aadb2cCode: 'AADB2C90053' });
  assert.deepEqual(directory.users(), []);
});

test('passwords are judged by the policies of the user, and ten wrong ones lock the account for a minute', async () => {
  let at = new Date('2026-01-01');
  const directory = await LocalDirectory.open({
    ...{ now: () => at, randomBytes: seededBytes('lock'), settings: engineDefaults },
    name: 'contoso.onmicrosoft.com',
  });
  const policies = 'DisablePasswordExpiration, DisableStrongPassword';
  const name = { 'signInNames.userName': 'ada', passwordPolicies: policies };
  await directory.create(
    { objectId: 'ada', displayName: 'Ada', ...name },
    { password: 'weak', policies },
  );
  await directory.update('ada', {}, { password: 'weaker' });
  const check = async (password: string) =>
    (await directory.checkPassword(' ADA ', password)).result;
  assert.equal(await check('weaker'), 'ok');
  for (let attempt = 0; attempt < 10; attempt += 1)
    assert.equal(await check('wrong'), 'wrongPassword');
  assert.equal(await check('weaker'), 'locked');
  at = new Date(at.getTime() + 60_000);
  assert.equal(await check('weaker'), 'ok');
  await directory.update('ada', { accountEnabled: false });
  assert.equal(await check('weaker'), 'disabled');
  assert.equal((await directory.checkPassword('nobody', 'x')).result, 'unknownUser');
});
