import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The value of a policy key by its StorageReferenceId: a secret's text, or a certificate's PEM. */
export type Keys = (storageReferenceId: string) => string | undefined;

/** Ids that are also safe names of files. */
const storageReferenceIdPattern = /^[A-Za-z0-9_-]+$/;

/** Where a policy key that is a certificate lies: private key and certificate in one PEM file. */
export function keyFile(folder: string, storageReferenceId: string): string {
  if (!storageReferenceIdPattern.test(storageReferenceId)) {
    throw new Error(`"${storageReferenceId}" is no StorageReferenceId.`);
  }
  return join(folder, `${storageReferenceId}.pem`);
}

/**
 * Policy keys of a development machine: the environment variable of that name, else the file of
 * that name in `keyFolder`. Files are read when they are asked for: a renewed certificate is seen.
 */
export function keysFrom(
  environment: Readonly<Record<string, string | undefined>>,
  keyFolder: string,
): Keys {
  return (storageReferenceId) =>
    environment[storageReferenceId] ?? readIfThere(keyFile(keyFolder, storageReferenceId));
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
}
