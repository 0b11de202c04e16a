import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';

/** A membership card of the club. */
const card = z.object({
  surname: z.string(),
  tier: z.enum(['guest', 'oar', 'scull', 'cox']),
  /** `YYYY-MM-DD` */
  since: z.iso.date(),
});

/** A membership card of the club: to whom it was issued, and what it says. */
export type Card = z.output<typeof card>;

const cards = defineTable('membercards', card, {
  holds: 'Membership cards, by which a new account is known for a member.',
  personal: {
    partition: 'The member number.',
    surname: 'To whom the card was issued.',
    tier: 'Her tier.',
    since: 'Since when she is a member.',
  },
  retention: 'Until the office deletes it: a card outlives the account.',
  subject: (memberNumber) => keyOf(memberNumber),
  found: 'by the member number',
});

/** A partition for each number: it is read alone, and numbers in a row must not share a server. */
const keyOf = (memberNumber: string) => ({
  partition: memberNumber.trim().toUpperCase(),
  row: 'card',
});

/** Undefined where no card has that number. */
export async function findCard(memberNumber: string): Promise<Card | undefined> {
  return (await cards.get(keyOf(memberNumber)))?.data;
}

/** Whether a card was issued to that surname: "Müller" is "MULLER", as people's keyboards let them type. */
export function isIssuedTo(surname: string, { surname: issuedTo }: Card): boolean {
  return issuedTo.trim().localeCompare(surname.trim(), 'en', { sensitivity: 'base' }) === 0;
}

/** Adds a card; one that is there already stays as it is. */
export async function addCard(memberNumber: string, added: Card): Promise<void> {
  await cards.create(keyOf(memberNumber), added);
}
