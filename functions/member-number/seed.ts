import { addCard } from './member-cards.ts';

/** Two members. */
export async function seed(): Promise<void> {
  await addCard('ALR-100200', { surname: 'Keller', tier: 'scull', since: '2014-05-01' });
  await addCard('ALR-100300', { surname: 'Müller', tier: 'cox', since: '2021-09-15' });
}
