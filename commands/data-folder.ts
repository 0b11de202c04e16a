import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes a data folder for this process: two storages on one folder would overwrite each other.
 * Returns what gives it back. A lock that a process left behind when it was killed does not count.
 * @throws Error with one line to print, when another start has it
 */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'start.pid');
  await mkdir(folder, { recursive: true });
  if (!(await create(file))) {
    const owner = Number(await readFile(file, 'utf8').catch(() => ''));
    if (isAlive(owner)) {
      throw new Error(
        `The data folder "${folder}" is in use by another start (process ${owner}): stop it, or choose another with --data.`,
      );
    }
    await rm(file, { force: true });
    if (!(await create(file)))
      throw new Error(`The data folder "${folder}" is in use by another start.`);
  }
  return () => rm(file, { force: true });
}

async function create(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new Error(`"${file}" cannot be written.`, { cause });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}
