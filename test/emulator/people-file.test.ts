import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Person } from '../../emulator/people.ts';
import { readPeopleFile } from '../../emulator/people-file.ts';

const ada = {
  displayName: 'Ada "the first", Countess',
  email: 'ada@example.org',
  accountEnabled: false,
  identities: [{ issuer: 'facebook.com', issuerUserId: '42' }],
  attributes: { city: 'London\nEngland', extension_loyalty: 'gold' },
};
const csv = `displayName,email,accountEnabled,identities,city,extension_loyalty
"Ada ""the first"", Countess",ada@example.org,FALSE,facebook.com|42,"London
England",gold
Bob,,,,,
`;
const forms: readonly [name: string, text: string][] = [
  ['people.yaml', stringify([ada, { displayName: 'Bob' }])],
  ['people.json', JSON.stringify([ada, { displayName: 'Bob' }], null, '\t')],
  ['people.csv', csv],
  ['People.CSV', `\uFEFF${csv.replaceAll('\n', '\r\n')}`],
];
for (const [name, text] of forms) {
  test(`people are read from ${name}`, () => {
    const { people, diagnostics, locate } = readPeopleFile(name, text);
    assert.deepEqual(diagnostics, []);
    const city = /\r/.test(text) ? 'London\r\nEngland' : 'London\nEngland';
    const attributes = { ...ada.attributes, city };
    assert.deepEqual(people, [{ ...ada, attributes }, { displayName: 'Bob' }]);
    assert.ok(locate(1).line > locate(0).line);
  });
}

const secret = 'Correct-horse-7';
const faults = [
  { name: 'a.yaml', text: '- displayName: A\n- email: b@c', says: [[2, /displayName" must be/]] },
  { name: 'a.csv', text: 'displayName,email\nA,b', says: [[2, /"email" is no e-mail address/]] },
  { name: 'a.yaml', text: '- displayName: A\n  mail: b', says: [[2, /Did you mean "email"/]] },
  {
    name: 'a.yaml',
    text: `- displayName: A\n  attributes: {Password: ${secret}}`,
    says: [[2, /holds a password/]],
  },
  { name: 'a.yaml', text: '- "', says: [[1, /YAML is broken/]] },
  { name: 'a.yaml', text: 'displayName: A', says: [[1, /must be an array/]] },
  { name: 'a.yaml', text: '', says: [[1, /must be an array/]] },
  { name: 'a.json', text: '['.repeat(200_000), says: [[1, /nested too deeply|broken/]] },
  { name: 'a.yaml', text: bomb(), says: [[1, /array/]] },
  { name: 'a.json', text: '{"users": []}', says: [[1, /--import/]] },
  { name: 'a.csv', text: 'name;email\nA;b', says: [[1, /no column "displayName".*commas/]] },
  { name: 'a.csv', text: 'displayName,emial\nA,b', says: [[1, /Did you mean "email"/]] },
  { name: 'a.csv', text: 'displayName,email,Email\nA,b,c', says: [[1, /"Email" is there twice/]] },
  { name: 'a.csv', text: 'displayName,\nA,b', says: [[1, /column 2 has no name/]] },
  {
    name: 'a.csv',
    text: 'displayName,email,accountEnabled\n"A\nB",,yes\n,b@c,\nC,b@c,true,d',
    says: [
      [2, /"accountEnabled" must be "true" or "false"/],
      [4, /no "displayName"/],
      [5, /4 cells for 3 columns/],
    ],
  },
  { name: 'a.csv', text: `displayName,password\nA,${secret}"x`, says: [[2, /quotation mark/]] },
  { name: 'a.csv', text: 'displayName,identities\nA,facebook', says: [[2, /facebook.com\|1234/]] },
  { name: 'a.csv', text: '', says: [[1, /displayName/]] },
] as const;
for (const { name, text, says } of faults) {
  test(`a fault of ${name} is told with its line: ${says[0][1]}`, () => {
    const { people, diagnostics } = readPeopleFile(name, text);
    assert.deepEqual(people, []);
    assert.deepEqual(
      diagnostics.map(({ position }) => position.line),
      says.map(([line]) => line),
    );
    for (const [index, [, words]] of says.entries()) {
      assert.match(diagnostics[index]?.message ?? '', words);
    }
    assert.ok(!JSON.stringify(diagnostics).includes(secret));
  });
}

/** A few lines that would be very many people. */
function bomb(): string {
  const lines = Array.from({ length: 12 }, (_, level) => {
    return `&a${level + 1} [${Array(10).fill(`*a${level}`).join(', ')}]`;
  });
  return `- &a0 [x]\n${lines.map((line) => `- ${line}\n`).join('')}`;
}

test('whatever a cell holds, CSV gives it back', () => {
  const cell = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ';', 'a', 'ä', '=', ' ') });
  const wanted = fc.array(fc.record({ name: cell, city: cell }), { minLength: 1 });
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(wanted, (rows) => {
      const lines = rows.map(({ name, city }) => `${quote(`n${name}`)},${quote(city)}`);
      const { people } = readPeopleFile('a.csv', `displayName,city\n${lines.join('\n')}`);
      const said = rows.map(({ name, city }): Person => {
        const person = { displayName: `n${name}` };
        return city === '' ? person : { ...person, attributes: { city } };
      });
      assert.deepEqual(people, said);
    }),
  );
});
