import { confirmName, reserveName } from './reservations.ts';
import { readUserName } from './user-name.ts';

/** The user name `nora.keller`, which a member has. */
export async function seed(now = new Date()): Promise<void> {
  const name = readUserName('nora.keller');
  if (!name) return;
  const journey = 'seed';
  const objectId = '0a1b2c3d-0000-4000-8000-000000000001';
  if (await reserveName(name, journey, now)) await confirmName(name, { journey, objectId }, now);
}
