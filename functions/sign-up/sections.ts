import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';

/** Whom a section of the club takes. Ages are completed years, both of them included. */
const section = z.object({
  youngest: z.int(),
  oldest: z.int().optional(),
  isOpen: z.boolean(),
});

/** Whom a section of the club takes. */
export type Section = z.output<typeof section>;

const sections = defineTable('sections', section, {
  holds: 'The sections of the club, and the ages that they take.',
  personal: {},
  retention: 'Until somebody deletes it.',
});

/** One partition for all: there are three of them, and they change once a season. */
const keyOf = (id: string) => ({ partition: 'sections', row: id });

/** Undefined where the club has no such section. */
export async function findSection(id: string): Promise<Section | undefined> {
  return (await sections.get(keyOf(id)))?.data;
}

/** Whether a section takes new members of that age. */
export function takes({ youngest, oldest, isOpen }: Section, age: number): boolean {
  return isOpen && age >= youngest && (oldest === undefined || age <= oldest);
}

/** Adds a section; one that is there already stays as it is. */
export async function addSection(id: string, added: Section): Promise<void> {
  await sections.create(keyOf(id), added);
}
