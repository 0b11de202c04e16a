import { addSection } from './sections.ts';

/** The sections of the club. */
export async function seed(): Promise<void> {
  await addSection('junior', { youngest: 12, oldest: 17, isOpen: true });
  await addSection('senior', { youngest: 18, isOpen: true });
  await addSection('masters', { youngest: 27, isOpen: true });
}
