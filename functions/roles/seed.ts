import { addRoles, everyApplication } from './roles.ts';

/** Nora Keller steers, and books boats in one application. */
export async function seed(): Promise<void> {
  const objectId = '0a1b2c3d-0000-4000-8000-000000000001';
  await addRoles(objectId, everyApplication, ['Member', 'Steersperson']);
  await addRoles(objectId, '7c9e6679-0000-4000-8000-00000000b0a7', ['BoatBooker', 'Member']);
}
