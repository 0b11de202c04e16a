import assert from 'node:assert/strict';
import { pbkdf2Sync, scryptSync, timingSafeEqual } from 'node:crypto';
import { test } from 'node:test';
import { startHasher } from '../../../functions/migration/hash-worker.ts';
import { readLegacyHash } from '../../../functions/migration/legacy-hash.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '');
const salt = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
const horse = 'Correct-horse-7';
const long = 'x'.repeat(72);

/** ASP.NET Identity 2: a zero, salt and key. */
const identity2 = Buffer.concat([Buffer.of(0), salt, pbkdf2Sync(horse, salt, 1000, 32, 'sha1')]);

const hashes = [
  // crypt(3) of libxcrypt made those of bcrypt.
  {
    name: 'bcrypt $2a$',
    password: horse,
    hash: '$2a$06$abcdefghijklmnopqrstuuin0g8UnrIp4hi9WICzIYWhZHc65sRIK',
  },
  {
    name: 'bcrypt $2b$',
    password: horse,
    hash: '$2b$06$abcdefghijklmnopqrstuuin0g8UnrIp4hi9WICzIYWhZHc65sRIK',
  },
  {
    name: 'bcrypt $2y$, as PHP writes it',
    password: horse,
    hash: '$2y$06$abcdefghijklmnopqrstuuin0g8UnrIp4hi9WICzIYWhZHc65sRIK',
  },
  {
    name: 'bcrypt of letters beyond ASCII',
    password: 'Zürich-日本',
    hash: '$2b$06$abcdefghijklmnopqrstuuUXVK5TQi60Vu5a3pWx0DNuAK2/eln62',
  },
  {
    name: 'bcrypt of more than 72 bytes',
    password: `${long}left away`,
    hash: '$2b$06$abcdefghijklmnopqrstuueHLWckpI7Ut91D6aWthlKy4VKsT9yUG',
  },
  // ASP.NET Core Identity made those of version 3.
  {
    name: 'ASP.NET Identity 3 with SHA-512',
    password: 'my password',
    hash: 'AQAAAAIAAAAyAAAAEOMwvh3+FZxqkdMBz2ekgGhwQ4B6pZWND6zgESBuWiHw',
  },
  {
    name: 'ASP.NET Identity 3 with SHA-1',
    password: 'my password',
    hash: 'AQAAAAAAAAD6AAAAEAhftMyfTJylOlZT+eEotFXd1elee8ih5WsjXaR3PA9M',
  },
  {
    name: 'ASP.NET Identity 3 with SHA-256 and 250,000 iterations',
    password: 'my password',
    hash: 'AQAAAAEAA9CQAAAAIESkQuj2Du8Y+kbc5lcN/W/3NiAZFEm11P27nrSN5/tId+bR1SwV8CO1Jd72r4C08OLvplNlCDc3oQZ8efcW+jQ=',
  },
  { name: 'ASP.NET Identity 2', password: horse, hash: identity2.toString('base64') },
  {
    name: 'scrypt',
    password: horse,
    hash: `$scrypt$ln=10,r=8,p=2$${base64(salt)}$${base64(scryptSync(horse, salt, 32, { N: 1024, r: 8, p: 2 }))}`,
  },
  // The test vectors of the reference implementation of Argon2.
  {
    name: 'argon2id',
    password: 'password',
    hash: '$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc',
  },
  {
    name: 'argon2id of one lane',
    password: 'password',
    hash: '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4',
  },
] as const;

const hasher = startHasher();

for (const { name, password, hash } of hashes) {
  test(`the right password makes the key of ${name}, a wrong one does not`, async () => {
    const reading = readLegacyHash(` ${hash}\n`);
    assert.ok('hash' in reading, JSON.stringify(reading));
    const { recipe, key } = reading.hash;
    const isMadeOf = async (typed: string) =>
      timingSafeEqual(await hasher.derive(typed, recipe), key);
    assert.equal(await isMadeOf(password), true);
    assert.equal(await isMadeOf(`!${password}`), false);
  });
}

const unknown = 'is in none of the formats that are known';
const costly = 'has a work factor above the limit';
const short = 'has a salt or key that is too short';
const key = base64(Buffer.alloc(32, 7));
const phcSalt = base64(salt);

/** Version 3 of ASP.NET Identity. */
function identity3({ digest = 1, iterations = 1000, saltLength = 16, keyLength = 32 }) {
  const bytes = Buffer.alloc(13 + saltLength + keyLength, 7);
  bytes[0] = 1;
  bytes.writeUInt32BE(digest, 1);
  bytes.writeUInt32BE(iterations, 5);
  bytes.writeUInt32BE(saltLength, 9);
  return bytes.toString('base64');
}

const refused = [
  { name: 'nothing', hash: '', problem: unknown },
  { name: 'MD5 in hex', hash: 'd41d8cd98f00b204e9800998ecf8427e', problem: unknown },
  { name: 'bcrypt of a broken kind ($2x$)', hash: `$2x$06$${'a'.repeat(53)}`, problem: unknown },
  { name: 'bcrypt with cost 3', hash: `$2b$03$${'a'.repeat(53)}`, problem: unknown },
  { name: 'bcrypt with cost 13', hash: `$2b$13$${'a'.repeat(53)}`, problem: costly },
  { name: 'bcrypt with cost 31', hash: `$2b$31$${'a'.repeat(53)}`, problem: costly },
  {
    name: 'PBKDF2 with a million and one iterations',
    hash: identity3({ iterations: 1_000_001 }),
    problem: costly,
  },
  {
    name: 'PBKDF2 with more blocks than iterations are worth',
    hash: identity3({ iterations: 600_000, keyLength: 64 }),
    problem: costly,
  },
  { name: 'PBKDF2 of no iteration', hash: identity3({ iterations: 0 }), problem: unknown },
  { name: 'PBKDF2 of an unknown digest', hash: identity3({ digest: 3 }), problem: unknown },
  {
    name: 'a key of no length, which every password has',
    hash: identity3({ saltLength: 48, keyLength: 0 }),
    problem: short,
  },
  { name: 'a short salt', hash: identity3({ saltLength: 4 }), problem: short },
  {
    name: 'scrypt with 256 MiB',
    hash: `$scrypt$ln=18,r=8,p=1$${phcSalt}$${key}`,
    problem: costly,
  },
  {
    name: 'scrypt with an N beyond numbers',
    hash: `$scrypt$ln=999999999,r=8,p=1$${phcSalt}$${key}`,
    problem: costly,
  },
  { name: 'scrypt without r', hash: `$scrypt$ln=10,p=1$${phcSalt}$${key}`, problem: unknown },
  {
    name: 'argon2id with a gibibyte',
    hash: `$argon2id$v=19$m=1048576,t=1,p=1$${phcSalt}$${key}`,
    problem: costly,
  },
  {
    name: 'argon2id with a thousand passes',
    hash: `$argon2id$v=19$m=1024,t=1000,p=1$${phcSalt}$${key}`,
    problem: costly,
  },
  {
    name: 'argon2id 1.0',
    hash: `$argon2id$v=16$m=1024,t=2,p=1$${phcSalt}$${key}`,
    problem: unknown,
  },
  {
    name: 'argon2id with a key of 1 KiB',
    hash: `$argon2id$v=19$m=1024,t=2,p=1$${phcSalt}$${'a'.repeat(1366)}`,
    problem: costly,
  },
];
for (const { name, hash, problem } of refused) {
  test(`${name} is refused`, () => assert.deepEqual(readLegacyHash(hash), { problem }));
}
