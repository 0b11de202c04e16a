import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';

/** A membership card of the club. */
const card = z.object({
  surname: z.string(),
  tier: z.enum(['guest', 'oar', 'scull', 'cox']),
  /** `YYYY-MM-DD` */
  since: z.iso.date(),
});

export type Card = z.output<typeof card>;

const cards = defineTable('membercards', card);

/** A partition for each number: it is read alone, and numbers in a row must not share a server. */
const keyOf = (memberNumber: string) => ({ partition: memberNumber, row: 'card' });

/** The card, if its number was issued to that surname. */
export async function findCard(memberNumber: string, surname: string): Promise<Card | undefined> {
  const stored = await cards.get(keyOf(memberNumber.trim().toUpperCase()));
  return stored && isSameName(stored.data.surname, surname) ? stored.data : undefined;
}

/** "Müller" is "MULLER": people type their name as their keyboard lets them. */
function isSameName(a: string, b: string): boolean {
  return a.trim().localeCompare(b.trim(), 'en', { sensitivity: 'base' }) === 0;
}

/** Adds a card; one that is there already stays as it is. */
export async function addCard(memberNumber: string, added: Card): Promise<void> {
  await cards.create(keyOf(memberNumber), added);
}
