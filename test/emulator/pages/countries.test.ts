import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countriesOf } from '../../../emulator/pages/countries.ts';

const cases = [
  {
    name: 'are those of the policy, by its names',
    language: 'en',
    countryList: '{"DEFAULT":"Country/Region","no":"Norge","SE":"Auld Sweden"}',
    gives: ['SE Auld Sweden 46', 'NO Norge 47'],
  },
  {
    name: 'without a calling code are left out',
    language: 'en',
    countryList: '{"NO":"Norway","AQ":"Antarctica","XX":"Nowhere"}',
    gives: ['NO Norway 47'],
  },
];
for (const { name, language, countryList, gives } of cases) {
  test(`the countries of a page ${name}`, async () => {
    const countries = await countriesOf(language, countryList);
    assert.deepEqual(
      countries.map(({ id, name: called, callingCode }) => `${id} ${called} ${callingCode}`),
      gives,
    );
  });
}

const lists = [
  { name: 'where the policy names none', list: undefined, language: 'de', calls: 'Norwegen' },
  { name: 'where its list is no JSON', list: '{"NO":', language: 'fr', calls: 'Norvège' },
  { name: 'in English for what is no language', list: '[]', language: 'no such', calls: 'Norway' },
];
for (const { name, list, language, calls } of lists) {
  test(`the countries of a page are all, in its language, ${name}`, async () => {
    const countries = await countriesOf(language, list);
    assert.ok(countries.length > 200);
    assert.equal(countries.find(({ id }) => id === 'NO')?.name, calls);
  });
}
