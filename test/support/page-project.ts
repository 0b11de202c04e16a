import { readFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/getting-started.md'), 'utf8').replaceAll('\r\n', '\n');

/** Path → text of each block of docs/getting-started.md that a sentence which begins with the path introduces. */
export const pageFiles: ReadonlyMap<string, string> = new Map(
  [...page.matchAll(/^`([\w./-]+)`(?:[^\n]+\n)+\n```\w+\n([\s\S]*?)^```$/gm)].map(
    ([, path = '', text = '']) => [path, text] as const,
  ),
);

/** Writes the project of that page; with our packages where they are asked for. */
export async function writePageProject(folder: string, packages = true): Promise<void> {
  for (const [file, text] of pageFiles) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  if (packages) await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
}
