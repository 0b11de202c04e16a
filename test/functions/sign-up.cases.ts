import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ageOn, todayAt } from '../../functions/sign-up/age.ts';
import { displayNameOf, isName } from '../../functions/sign-up/names.ts';
import { phoneOf } from '../../functions/sign-up/phone.ts';
import { addSection, findSection, takes } from '../../functions/sign-up/sections.ts';
import { seed } from '../../functions/sign-up/seed.ts';
import { type Bag, claimsOf, refusalOf, startClub } from '../support/club.ts';

const club = await startClub({ after });
await seed();

const nora = {
  givenName: 'Nora',
  surname: 'Keller',
  dateOfBirth: '1991-04-23',
  rowingSection: 'senior',
  phoneEntered: '079 000 00 00',
};
const signUp = (changed: Bag, culture = 'en-GB') =>
  club.call('REST-ValidateSignUp', { ...nora, ...changed }, { culture });

/** Of that age for half a year before and after the test, whatever time it is. */
function aged(years: number): string {
  const halfYearMs = 183 * 24 * 60 * 60 * 1000;
  const halfYearAgo = new Date(Date.now() - halfYearMs);
  return `${halfYearAgo.getUTCFullYear() - years}${halfYearAgo.toISOString().slice(4, 8)}15`;
}

test('whoever fits gets a display name and a phone number with its country', async () => {
  const claims = claimsOf(await signUp({ givenName: ' Nora  Maria ' }));
  assert.deepEqual(claims, { displayName: 'Nora Maria Keller', contactPhone: '+41790000000' });
});

test('a section that was not chosen is that of the policy: senior', async () => {
  const { rowingSection: _, ...rest } = nora;
  claimsOf(await club.call('REST-ValidateSignUp', { ...rest, dateOfBirth: aged(20) }));
  const outcome = await club.call('REST-ValidateSignUp', { ...rest, dateOfBirth: aged(15) });
  assert.equal(refusalOf(outcome), 'SECTION_CLOSED');
});

const taken = [
  { name: 'a junior of fifteen', rowingSection: 'junior', dateOfBirth: aged(15) },
  { name: 'a senior of ninety', rowingSection: 'senior', dateOfBirth: aged(90) },
];
for (const { name, ...changed } of taken) {
  test(`the club takes ${name}`, async () => {
    claimsOf(await signUp(changed));
  });
}

const refused = [
  {
    name: 'a senior of fifteen',
    code: 'SECTION_CLOSED',
    rowingSection: 'senior',
    dateOfBirth: aged(15),
  },
  {
    name: 'a master of twenty-five',
    code: 'SECTION_CLOSED',
    rowingSection: 'masters',
    dateOfBirth: aged(25),
  },
  {
    name: 'a child of ten, whatever the section',
    code: 'TOO_YOUNG',
    rowingSection: 'divers',
    dateOfBirth: aged(10),
  },
  { name: 'somebody not born yet', code: 'BIRTH_DATE_IMPOSSIBLE', dateOfBirth: aged(-2) },
  { name: 'somebody of 130', code: 'BIRTH_DATE_IMPOSSIBLE', dateOfBirth: aged(130) },
  { name: 'a given name of digits', code: 'GIVEN_NAME_UNUSABLE', givenName: 'R2D2' },
  { name: 'a surname that is a link', code: 'SURNAME_UNUSABLE', surname: 'shop.example/x' },
  { name: 'a section that is not there', code: 'SECTION_CLOSED', rowingSection: 'divers' },
  { name: 'a phone number that can be none', code: 'PHONE_UNUSABLE', phoneEntered: '12 34 5' },
];
for (const { name, code, ...changed } of refused) {
  test(`the club refuses ${name}`, async () => {
    assert.equal(refusalOf(await signUp(changed)), code);
  });
}

test('a section that is closed takes nobody', async () => {
  await addSection('veterans', { youngest: 0, isOpen: false });
  assert.equal(refusalOf(await signUp({ rowingSection: 'veterans' })), 'SECTION_CLOSED');
});

test('a refusal speaks the language of the page', async () => {
  const outcome = await signUp({ phoneEntered: '0' }, 'de-CH');
  assert.equal(refusalOf(outcome), 'PHONE_UNUSABLE');
  assert.match(JSON.stringify(outcome), /Telefonnummer/);
});

const ages = [
  { name: 'the day before a birthday', today: '2026-04-22', dateOfBirth: '2000-04-23', age: 25 },
  { name: 'a birthday', today: '2026-04-23', dateOfBirth: '2000-04-23', age: 26 },
  {
    name: '28 February, born on the 29th',
    today: '2026-02-28',
    dateOfBirth: '2008-02-29',
    age: 17,
  },
  { name: '1 March, born on 29 February', today: '2026-03-01', dateOfBirth: '2008-02-29', age: 18 },
  { name: 'the day of birth', today: '2026-01-01', dateOfBirth: '2026-01-01', age: 0 },
];
for (const { name, today, dateOfBirth, age } of ages) {
  test(`the age on ${name} is ${age}`, () => {
    assert.equal(ageOn(today, dateOfBirth), age);
  });
}

const today = '2026-11-23';
const edges = [
  { section: 'junior', born: '2014-11-24', taken: false, name: 'the day before turning twelve' },
  { section: 'junior', born: '2014-11-23', taken: true, name: 'on the twelfth birthday' },
  { section: 'junior', born: '2008-11-24', taken: true, name: 'the day before turning eighteen' },
  { section: 'junior', born: '2008-11-23', taken: false, name: 'on the eighteenth birthday' },
  { section: 'senior', born: '2008-11-24', taken: false, name: 'the day before turning eighteen' },
  { section: 'senior', born: '2008-11-23', taken: true, name: 'on the eighteenth birthday' },
  { section: 'masters', born: '1999-11-24', taken: false, name: 'the day before turning 27' },
  { section: 'masters', born: '1999-11-23', taken: true, name: 'on the 27th birthday' },
];
for (const { section: id, born, taken: isTaken, name } of edges) {
  test(`a ${id} is ${isTaken ? 'taken' : 'refused'} ${name}`, async () => {
    const section = await findSection(id);
    assert.ok(section);
    assert.equal(takes(section, ageOn(today, born)), isTaken);
  });
}

const phones = [
  { entered: '079 000 00 00', phone: '+41790000000' },
  { entered: '+41 (0)79 000 00 00', phone: '+41790000000' },
  { entered: '0041 (0)79 000 00 00', phone: '+41790000000' },
  { entered: '+49 (0)30 000-000.00', phone: '+493000000000' },
  { entered: '+49 (30) 000-000.00', phone: '+493000000000' },
  { entered: '0049 30 00000000', phone: '+493000000000' },
  { entered: '+39 06 698 00000', phone: '+390669800000' },
  { entered: '790000000', phone: '+41790000000' },
  { entered: '+0 790000000', phone: undefined },
  { entered: '+41 12 34', phone: undefined },
  { entered: '+1234567890123456', phone: undefined },
  { entered: '+41 79 000 00 0x', phone: undefined },
  { entered: 'mobile 079 000 00 00', phone: undefined },
  { entered: '0'.repeat(40_000), phone: undefined },
  { entered: '', phone: undefined },
];
for (const { entered, phone } of phones) {
  const name = entered.slice(0, 24);
  test(`"${name}" is ${phone ? `the phone number ${phone}` : 'no phone number'}`, async () => {
    assert.equal(await phoneOf(entered), phone);
  });
}

test('a display name is one line, composed, without spaces around it', () => {
  assert.equal(displayNameOf(' Zoe\u0308 ', '\tvan  den Berg\n'), 'Zo\u00eb van den Berg');
});

test('a section without an oldest age has none', () => {
  assert.equal(takes({ youngest: 18, isOpen: true }, 120), true);
  assert.equal(takes({ youngest: 12, oldest: 17, isOpen: true }, 18), false);
});

test('of several fields the first of the page is named, each in its own words', async () => {
  const wrong = { givenName: '1', surname: '2', dateOfBirth: aged(-2), phoneEntered: '3' };
  const fields = Object.keys(wrong) as (keyof typeof wrong)[];
  const codes = [];
  for (const [index] of fields.entries()) {
    const rest = Object.fromEntries(fields.slice(index).map((field) => [field, wrong[field]]));
    codes.push(refusalOf(await signUp(rest)));
  }
  const expected = ['GIVEN_NAME_UNUSABLE', 'SURNAME_UNUSABLE', 'BIRTH_DATE_IMPOSSIBLE'];
  assert.deepEqual(codes, [...expected, 'PHONE_UNUSABLE']);
});

test('who is too young reads from which age on', async () => {
  const outcome = await signUp({ dateOfBirth: aged(10) }, 'fr-CH');
  assert.match(JSON.stringify(outcome), /à partir de 12 ans/);
});

const days = [
  { now: '2026-03-28T22:59:59Z', day: '2026-03-28' },
  { now: '2026-03-28T23:00:00Z', day: '2026-03-29' },
  { now: '2026-07-01T22:00:00Z', day: '2026-07-02' },
  { now: '2026-12-31T23:30:00Z', day: '2027-01-01' },
];
for (const { now, day } of days) {
  test(`at ${now} the club has ${day}: it is older than Greenwich`, () => {
    assert.equal(todayAt(new Date(now)), day);
  });
}

const names = [
  ...['O', 'Ng', 'Zoë', 'Nguyễn', 'O’Brien', "D'Angelo", 'Jean-Luc', 'María José', 'van den Berg'],
  ...['St. Clair', 'St.Clair', 'J.R.R.', 'Sammy, Jr.', 'Siti a/p Rahman', 'Þórsdóttir', 'Åsa'],
  ...[
    'Иванов',
    'Παπαδόπουλος',
    '王',
    '山田太郎',
    'ジョン・スミス',
    '김',
    'สมชาย',
    'محمد',
    'علی\u200cرضا',
  ],
  ...['प्रिया', 'ღვინო', 'Անի', 'ħal-Għaxaq', 'Ka‘ahumanu'.replace('‘', 'ʻ'), 'Zoe\u0308'],
];
for (const name of names) {
  test(`"${name}" is a name`, () => assert.equal(isName(name), true));
}

const noNames = [
  { name: 'nothing', text: ' \t ' },
  { name: 'no letter', text: '-.-' },
  { name: 'digits', text: 'Ada2' },
  { name: '65 letters', text: 'a'.repeat(65) },
  { name: 'markup', text: '<b>Ada</b>' },
  { name: 'an address', text: 'ada@example.org' },
  { name: 'a host', text: 'www.shop' },
  { name: 'a link', text: 'win at shop.example/x' },
  { name: 'a domain', text: 'shop.example' },
  { name: 'Latin with one Cyrillic letter', text: 'P\u0430ypal' },
  { name: 'a direction that is turned round', text: 'Ada\u202egnol' },
  { name: 'a tower of marks', text: `A${'\u0301'.repeat(6)}` },
  { name: 'an emoji', text: 'Ada 🚣' },
];
for (const { name, text } of noNames) {
  test(`${name} is no name`, () => assert.equal(isName(text), false));
}
