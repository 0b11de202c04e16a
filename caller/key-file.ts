import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The text of a file, or undefined where there is none. */
export async function readKeyFile(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return undefined;
    throw cause;
  }
}

/**
 * Writes a secret that only its owner may read. The file appears whole or not at all.
 * @param replace false: where another process was faster its file stays
 * @returns the text that the file has now
 */
export async function writeKeyFile(file: string, text: string, replace: boolean): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}.new`;
  await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
  await chmod(draft, 0o600);
  if (replace) {
    await rename(draft, file);
    return text;
  }
  return linkOnce(draft, file, text);
}

async function linkOnce(draft: string, file: string, text: string): Promise<string> {
  try {
    await link(draft, file);
    return text;
  } catch (cause) {
    if (!hasCode(cause, 'EEXIST')) throw cause;
    return await readFile(file, 'utf8');
  } finally {
    await rm(draft, { force: true });
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
