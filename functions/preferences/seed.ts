import { addPreferences } from './preferences.ts';

/** What Nora Keller wishes. The account of the example that saves has no preferences yet. */
export async function seed(): Promise<void> {
  await addPreferences('0a1b2c3d-0000-4000-8000-000000000001', {
    contactPhone: '+41790000000',
    outingsPerWeek: 3,
    interests: ['regattas', 'tours'],
    revision: 4n,
  });
}
