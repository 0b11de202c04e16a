import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isReserved, readUserName } from '../../../functions/username/user-name.ts';

const read = [
  { name: 'small letters', typed: 'ruth', written: 'ruth' },
  { name: 'capitals and spaces around', typed: ' Ruth ', written: 'ruth' },
  { name: 'full-width letters', typed: 'Ｒｕｔｈ７', written: 'ruth7' },
  { name: 'a ligature', typed: 'ﬁnn.baer', written: 'finn.baer' },
  { name: 'mathematical letters', typed: '𝓻𝓾𝓽𝓱', written: 'ruth' },
  { name: 'separators', typed: 'ruth_a.b-c', written: 'ruth_a.b-c' },
];
for (const { name, typed, written } of read) {
  test(`a name in ${name} is read`, () => assert.equal(readUserName(typed)?.written, written));
}

const refused = [
  { name: 'two letters', typed: 'ru' },
  { name: '21 letters', typed: 'r'.repeat(21) },
  { name: 'a digit first', typed: '7ruth' },
  { name: 'a dot at its end', typed: 'ruth.' },
  { name: 'two dots', typed: 'ruth..amsler' },
  { name: 'a space', typed: 'ruth amsler' },
  { name: 'a Cyrillic letter', typed: 'ruтh' },
  { name: 'an accent', typed: 'zoë' },
  { name: 'a letter of no width', typed: 'ru\u200bth' },
  { name: 'an address', typed: 'ruth@example.org' },
  { name: 'what would be markup', typed: '<b>ruth' },
];
for (const { name, typed } of refused) {
  test(`a name with ${name} is none`, () => assert.equal(readUserName(typed), undefined));
}

const alike = [
  ['ruth.amsler', 'ruthamsler'],
  ['ruth_amsler', 'Ruth-Amsler'],
  ['hugo', 'hug0'],
  ['paul', 'pau1'],
  ['burns', 'bums'],
  ['vvilma', 'wilma'],
];
for (const [one = '', other = ''] of alike) {
  test(`"${one}" and "${other}" are one name to others`, () => {
    const key = readUserName(one)?.key;
    assert.ok(key);
    assert.equal(readUserName(other)?.key, key);
  });
}

test('names that do not look alike are different ones', () => {
  const keys = ['ian', 'lan', 'ruth', 'ruth1', 'ruth2'].map((name) => readUserName(name)?.key);
  assert.equal(new Set(keys).size, 5);
});

test('a name that was read is read again as itself', () => {
  const characters = [...'abcxyzRNVW0179._-ｒＴﬁ𝓾'].map((each) => fc.constant(each));
  const typed = fc.string({ unit: fc.oneof(...characters), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(typed, (more) => {
      const name = readUserName(`ru${more}`);
      if (name) assert.deepEqual(readUserName(name.written), name);
    }),
    { numRuns: 1000 },
  );
});

for (const typed of ['admin', 'Admin1', 'root7', 'alder.lake', 'b0athouse', 'help-desk']) {
  test(`"${typed}" is kept for the club`, () => {
    const name = readUserName(typed);
    assert.ok(name && isReserved(name));
  });
}

for (const typed of ['adminton', 'rooted', 'ruth', 'helper']) {
  test(`"${typed}" is anybody's`, () => {
    const name = readUserName(typed);
    assert.ok(name && !isReserved(name));
  });
}
