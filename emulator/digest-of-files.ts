import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Of the paths of files and what they hold. A file that cannot be read, or has just gone, is as an empty one. */
export function digestOfFiles(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(contentOf(file));
  return hash.digest('hex');
}

function contentOf(file: string): Buffer | string {
  try {
    return readFileSync(file);
  } catch {
    return '';
  }
}
