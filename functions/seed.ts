import { realpathSync } from 'node:fs';
import { readdir } from 'node:fs/promises';

/**
 * Adds the samples of every scenario that has a seed; what is there already stays as it is. `npm start`
 * runs it as a program of its own; importing it, as the host does, does nothing.
 */
export async function seedAll(): Promise<void> {
  const name = `seed${import.meta.filename.slice(-3)}`; // .ts here, .js once built
  const files = await readdir(import.meta.dirname, { recursive: true });
  const paths = files.map((file) => file.replaceAll('\\', '/'));
  for (const path of paths.filter((file) => file.endsWith(`/${name}`))) {
    const { seed } = await import(new URL(path, import.meta.url).href);
    await seed();
  }
}

const [, program] = process.argv;
if (program && realpathSync(program) === import.meta.filename) await seedAll();
