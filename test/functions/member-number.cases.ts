import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { addCard } from '../../functions/member-number/member-cards.ts';
import { claimsOf, refusalOf, startClub } from '../support/club.ts';

const club = await startClub({ after });
await addCard('ALR-000001', { surname: 'Müller', tier: 'cox', since: '2021-09-15' });

const validate = (extension_memberNumber: string, surname: string) =>
  club.call('REST-ValidateMemberNumber', { extension_memberNumber, surname });

for (const surname of ['Müller', ' müller ', 'MULLER', 'Mu\u0308ller']) {
  test(`a card is found by its number and the surname "${surname}"`, async () => {
    const claims = claimsOf(await validate('ALR-000001', surname));
    assert.deepEqual(claims, { membershipTier: 'cox', membershipSince: '2021-09-15' });
  });
}

const refused = [
  { name: 'a number that was never issued', number: 'ALR-999999', surname: 'Müller' },
  { name: 'the number of somebody else', number: 'ALR-000001', surname: 'Meier' },
];
for (const { name, number, surname } of refused) {
  test(`${name} is refused, with the same words`, async () => {
    assert.equal(refusalOf(await validate(number, surname)), 'MEMBER_CARD_UNKNOWN');
  });
}
