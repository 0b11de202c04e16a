import { addCard } from './member-cards.ts';
import { addMembership } from './memberships.ts';

/** Two cards, and the membership of Nora Keller, who has rowed for a while. */
export async function seed(): Promise<void> {
  await addCard('ALR-100200', { surname: 'Keller', tier: 'scull', since: '2014-05-01' });
  await addCard('ALR-100300', { surname: 'Müller', tier: 'cox', since: '2021-09-15' });
  await addMembership('0a1b2c3d-0000-4000-8000-000000000001', {
    tier: 'scull',
    since: '2014-05-01',
    noticePeriod: 'P3M',
    memberNumber: 'ALR-100200',
    outings: 412,
    meters: 3_918_400n,
    crews: ['Quad Teal', 'Eight Heron'],
    captainPhone: '+41440000000',
    federation: { issuer: 'federation.example', issuerUserId: 'R-77120' },
    former: [{ issuer: 'heron-bay-rowing.example', issuerUserId: '2231' }],
    linked: [{ issuer: 'boathouse-door.example', issuerUserId: 'bm9yYQ==' }],
  });
}
