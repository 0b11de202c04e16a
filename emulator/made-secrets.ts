import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readKeyFile, writeKeyFile } from '../caller/key-file.ts';
import type { Keys } from '../caller/keys.ts';
import { fold } from '../compiler/id-map.ts';

/**
 * The keys, and for every other StorageReferenceId a secret of this machine: the policies of others name
 * keys that only their tenant has. The same id has the same secret at every start with this folder.
 */
export async function withMadeSecrets(keys: Keys, folder: string | undefined): Promise<Keys> {
  const seed = await readSeed(folder);
  return (storageReferenceId) => keys(storageReferenceId) ?? made(seed, storageReferenceId);
}

function made(seed: string, storageReferenceId: string): string {
  const digest = createHmac('sha256', seed).update(fold(storageReferenceId)).digest('base64url');
  return `development-only-${digest}`;
}

async function readSeed(folder: string | undefined): Promise<string> {
  const seed = randomBytes(32).toString('base64url');
  if (folder === undefined) return seed;
  const file = join(folder, 'made-secrets.txt');
  return (await readKeyFile(file)) ?? (await writeKeyFile(file, seed, false));
}
