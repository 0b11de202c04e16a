import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdsClubWord, holdsOwnName } from '../../../functions/password-rules/contained-words.ts';

const clubWords = [
  { password: 'xxALDERxx-1', holds: true },
  { password: 'a1d3r', holds: true },
  { password: 'a|der!', holds: true },
  { password: 'Ålder-7', holds: true },
  { password: 'b-o-a-t-h-0-u-s-3', holds: true },
  { password: 'real derby day', holds: false },
  { password: 'growing-tall-7', holds: false },
  { password: 'al der', holds: false },
];
for (const { password, holds } of clubWords) {
  test(`"${password}" ${holds ? 'holds' : 'does not hold'} a word of the club`, () => {
    assert.equal(holdsClubWord(password), holds);
  });
}

const names = [
  { name: 'inside another word', password: 'xxmarianxx-7', givenName: 'Marian', holds: true },
  { name: 'with digits for letters', password: 'M4r1an!2026', givenName: 'Marian', holds: true },
  { name: 'without its accent', password: 'Zoe-Andre-55', givenName: 'André', holds: true },
  { name: 'of three letters, alone', password: 'Tom-quiet-58', givenName: 'Tom', holds: true },
  {
    name: 'of three letters, by chance',
    password: 'tomato-soup-9',
    givenName: 'Tom',
    holds: false,
  },
  {
    name: 'one part of a surname',
    password: 'quiet-Berg-58',
    surname: 'von Berg-Adler',
    holds: true,
  },
  { name: 'of one letter', password: 'a-quiet-day-5', givenName: 'A', holds: false },
  {
    name: 'only in the display name',
    password: 'Starling-555',
    displayName: 'starling 9',
    holds: true,
  },
  { name: 'of the address', password: 'rowdy.heron-5', email: 'heron@example.org', holds: true },
  {
    name: 'only the domain of the address',
    password: 'example-days-5',
    email: 'nk@example.org',
    holds: false,
  },
  { name: 'absent', password: 'quiet-lantern-5', holds: false },
];
for (const { name, password, holds, ...person } of names) {
  test(`a name that is ${name} ${holds ? 'is' : 'is not'} found`, () => {
    assert.equal(holdsOwnName(password, person), holds);
  });
}
