import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildFilter, mayHold } from '../../../functions/password-rules/bloom-filter.ts';
import { commonPasswordsFile } from '../../../functions/password-rules/build-common-passwords.ts';
import { isCommon } from '../../../functions/password-rules/common-passwords.ts';

const common = [
  'password',
  'PassWord',
  'p@ssw0rd',
  'Password2026!',
  '!!123Password#1',
  'trustno1',
  '1qaz2wsx',
  'football99',
  'Passw0rd!',
];
for (const password of common) {
  test(`"${password}" is one of the common passwords`, async () => {
    assert.equal(await isCommon(password), true);
  });
}

for (const password of ['Correct-horse-7', 'Quiet lantern 58', 'Zürich-日本-4', '!?', '日本語']) {
  test(`"${password}" is not`, async () => assert.equal(await isCommon(password), false));
}

test('of 20,000 passwords that nobody has chosen, next to none is taken for a common one', async () => {
  let taken = 0;
  for (let n = 0; n < 20_000; n += 1) {
    const random = createHash('sha256').update(`password ${n}`).digest('base64url');
    if (await isCommon(`a-${random.slice(0, 12)}-z`)) taken += 1;
  }
  assert.ok(taken <= 5, `${taken}: 0.8 are to be expected`);
});

test('a filter knows each of its texts', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (texts) => {
      const filter = buildFilter(texts, 1e-3);
      assert.ok(texts.every((text) => mayHold(filter, text)));
    }),
  );
});

test('a filter is as small as its rate of false answers allows, and keeps the rate', () => {
  const texts = Array.from({ length: 2000 }, (_, n) => `in ${n}`);
  const filter = buildFilter(texts, 0.01);
  assert.ok(filter.bits.length * 8 < texts.length * 10, 'ten bits a text');
  const wrong = texts.filter((_, n) => mayHold(filter, `out ${n}`)).length;
  assert.ok(wrong > 0 && wrong < 50, `${wrong}: 20 are to be expected`);
});

test('a list becomes a file that says where it is from', () => {
  const file = JSON.parse(commonPasswordsFile('Secret\r\nsecret\nabc\n\nhunter2\n', 'a list'));
  assert.deepEqual([file.source, file.count, file.hashes], ['a list', 2, 17]);
});
