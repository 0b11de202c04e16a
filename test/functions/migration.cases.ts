import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { attemptsPerWindow } from '../../functions/migration/attempts.ts';
import { importLegacyAccounts } from '../../functions/migration/import-legacy-accounts.ts';
import { addLegacyAccount, findWaiting } from '../../functions/migration/legacy-accounts.ts';
import { claimsOf, refusalOf, root, startClub } from '../support/club.ts';

const club = await startClub({ after });

const password = 'Correct-horse-7';
/** Of that password, by crypt(3). */
const passwordHash = '$2b$06$abcdefghijklmnopqrstuuin0g8UnrIp4hi9WICzIYWhZHc65sRIK';
const until = new Date('2099-01-01');
const refused = { needsMigration: false };

/** Somebody of the old system, and what checks a password. */
async function importSomebody(account: { passwordHash?: string; displayName?: string } = {}) {
  const signInName = `${randomUUID()}@example.org`;
  await addLegacyAccount({ signInName, passwordHash, ...account }, until);
  return { signInName, check: (typed = password, more = {}) => check(signInName, typed, more) };
}

const check = (signInName: string, typed: string, more = {}) =>
  club.call('REST-CheckLegacyPassword', { signInName, password: typed, ...more });

const complete = (signInName: string, objectId: string) =>
  club.call('REST-CompleteMigration', { signInName, objectId });

test('the right password brings the account along', async () => {
  const { signInName } = await importSomebody({ displayName: 'Ruth Amsler' });
  assert.deepEqual(claimsOf(await check(` ${signInName.toUpperCase()} `, password)), {
    needsMigration: true,
    displayName: 'Ruth Amsler',
  });
});

test('a wrong password, an unknown name and one of the directory get the same answer', async () => {
  const { check: checkKnown } = await importSomebody();
  const answers = [
    await checkKnown('wrong'),
    await check(`${randomUUID()}@example.org`, password),
    await checkKnown(password, { objectId: 'in-the-directory' }),
    await checkKnown(password, { objectId: 'moved', extension_requiresMigration: false }),
  ];
  for (const answer of answers) assert.deepEqual(claimsOf(answer), refused);
});

test('an account that was created beforehand moves while its flag is up', async () => {
  const { check: checkKnown } = await importSomebody();
  const flagged = { objectId: 'created-beforehand', extension_requiresMigration: true };
  assert.equal(claimsOf(await checkKnown(password, flagged))['needsMigration'], true);
});

test('once it has moved, hash and names are gone, and a second call has no effect', async () => {
  const { signInName, check: checkKnown } = await importSomebody({ displayName: 'Ruth' });
  const first = claimsOf(await complete(signInName, 'a'));
  assert.ok(first['migratedAt'] instanceof Date);
  assert.deepEqual(claimsOf(await complete(signInName, 'b')), first);
  assert.deepEqual(claimsOf(await checkKnown()), refused);
  assert.equal(await findWaiting(signInName, new Date()), undefined);
  assert.equal(await addLegacyAccount({ signInName, passwordHash }, until), false, 'not again');
});

test('completing what was never imported is nothing', async () => {
  assert.deepEqual(claimsOf(await complete('nobody@example.org', 'a')), {});
});

for (const { name, isKnown } of [
  { name: 'of the old system', isKnown: true },
  { name: 'that nobody has', isKnown: false },
]) {
  test(`of ${attemptsPerWindow + 10} guesses at a time at a name ${name} ${attemptsPerWindow} are looked at`, async () => {
    const { signInName } = isKnown
      ? await importSomebody()
      : { signInName: `${randomUUID()}@example.org` };
    const outcomes = await Promise.all(
      Array.from({ length: attemptsPerWindow + 10 }, (_, n) => check(signInName, `guess-${n}`)),
    );
    const judged = outcomes.filter(({ outcome }) => outcome === 'claims');
    const locked = outcomes.filter(({ outcome }) => outcome !== 'claims');
    assert.equal(judged.length, attemptsPerWindow);
    assert.deepEqual(new Set(locked.map(refusalOf)), new Set(['TOO_MANY_ATTEMPTS']));
    assert.equal(refusalOf(await check(signInName, password)), 'TOO_MANY_ATTEMPTS');
    const inDirectory = await check(signInName, password, { objectId: 'in-the-directory' });
    assert.deepEqual(claimsOf(inDirectory), refused, 'the directory counts its own');
  });
}

test('the right password makes earlier attempts forgotten; one delivery twice is one attempt', async () => {
  const { check: checkKnown } = await importSomebody();
  for (let n = 0; n < attemptsPerWindow - 1; n += 1) await checkKnown(`guess-${n}`);
  assert.equal(claimsOf(await checkKnown())['needsMigration'], true);
  const journey = { correlationId: randomUUID() };
  const { signInName } = await importSomebody();
  const claims = { signInName, password: 'wrong' };
  for (let n = 0; n <= attemptsPerWindow; n += 1)
    claimsOf(await club.call('REST-CheckLegacyPassword', claims, journey));
  assert.equal(claimsOf(await check(signInName, password))['needsMigration'], true);
});

test('a stored hash of absurd cost is not hashed: its password is as good as wrong', async () => {
  const { check: checkKnown } = await importSomebody({
    passwordHash: passwordHash.replace('$06$', '$31$'),
  });
  // 2^31 rounds would take hours: the answer would be that of the deadline.
  assert.deepEqual(claimsOf(await checkKnown()), refused);
});

async function* linesOf(...lines: readonly unknown[]) {
  for (const line of lines) yield typeof line === 'string' ? line : JSON.stringify(line);
}

test('an import says which lines it refused, and may be run again', async () => {
  const account = { signInName: `${randomUUID()}@example.org`, passwordHash };
  const lines = () =>
    linesOf(
      account,
      '',
      '{ "signInName": ',
      { ...account, signInName: 'no address' },
      { ...account, passwordHash: 'md5' },
      { ...account, passwordHash: passwordHash.replace('$06$', '$13$') },
      { ...account, isAdmin: true },
    );
  const first = await importLegacyAccounts(lines(), until);
  assert.deepEqual([first.added, first.present], [1, 0]);
  assert.deepEqual(
    [...first.refused],
    [
      [3, 'is no JSON object'],
      [4, '"signInName" is missing or not as it should be'],
      [5, '"passwordHash" is in none of the formats that are known'],
      [6, '"passwordHash" has a work factor above the limit'],
      [7, 'has more than the columns that are known'],
    ],
  );
  assert.equal((await importLegacyAccounts(lines(), until)).present, 1);
});

/** What the program that imports says, and how it ends. */
async function runImport(given: readonly string[], Storage = process.env['Storage'] ?? '') {
  const program = join(root, 'functions/migration/import-legacy-accounts.ts');
  const env = { ...process.env, Storage };
  const run = promisify(execFile)(process.execPath, [program, ...given], { env, timeout: 30_000 });
  const { code = 0, stdout, stderr } = await run.catch((error) => error);
  return { code, stdout: String(stdout), stderr: String(stderr) };
}

async function fileOf(t: TestContext, ...lines: readonly object[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'import-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'accounts.jsonl');
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  return file;
}

test('the program that imports says how many, and names the lines it refused', async (t) => {
  const account = { signInName: `${randomUUID()}@example.org`, passwordHash };
  const file = await fileOf(t, account, { ...account, passwordHash: 'md5' });
  const { code, stdout, stderr } = await runImport([file, '2099-01-01']);
  assert.equal(stdout, '1 added, 0 were there, 1 refused.\n');
  assert.equal(stderr, `${file}:2: "passwordHash" is in none of the formats that are known.\n`);
  assert.equal(code, 1);
  assert.ok(await findWaiting(account.signInName, new Date()));
});

const slips = [
  { name: 'no file', given: [], code: 2, says: /^Name the file, and the day/ },
  { name: 'no date', given: ['a.jsonl', 'soon'], code: 2, says: /^Name the file, and the day/ },
  {
    name: 'a file that is not there',
    given: ['none', '2099-01-01'],
    code: 1,
    says: /^"none" cannot/,
  },
];
for (const { name, given, code, says } of slips) {
  test(`the program that imports says what to do with ${name}`, async () => {
    const end = await runImport(given);
    assert.match(end.stderr, says);
    assert.doesNotMatch(end.stderr, / at /);
    assert.deepEqual([end.code, end.stdout], [code, '']);
  });
}

test('the program that imports names the setting that is missing', async (t) => {
  const account = { signInName: 'CANARY@example.org', passwordHash };
  const end = await runImport([await fileOf(t, account), '2099-01-01'], '');
  assert.match(end.stderr, /"Storage".*\nWhat was added before stays/);
  assert.doesNotMatch(end.stderr, /CANARY| {4}at /);
  assert.equal(end.code, 1);
});
