import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { writtenBy } from '../compiler/emit-text.ts';

/** Paths below the output folder. */
export interface GeneratedChanges {
  /** New, or other than on disk but for line ends. */
  readonly written: readonly string[];
  /** Generated once, and no longer. */
  readonly removed: readonly string[];
}

/**
 * What writing would change.
 * @throws Error with one line to print, when a file would be replaced that was not generated
 */
export function readChanges(out: string, files: ReadonlyMap<string, string>): GeneratedChanges {
  const written = [...files]
    .filter(([path, text]) => isOther(join(out, path), text))
    .map(([path]) => path);
  const present = ['claims.ts', ...sourcesBelow(out)];
  const removed = present.filter((path) => !files.has(path) && isGenerated(join(out, path)));
  const foreign = written.find(
    (path) => existsSync(join(out, path)) && !isGenerated(join(out, path)),
  );
  if (foreign === undefined) return { written, removed };
  throw new Error(
    `"${join(out, foreign)}" was not written by "countersign generate" and stays: choose another --out, or delete the file.`,
  );
}

/** Replaces each file at once, so that whoever reads meanwhile sees the old text or the new one. */
export function writeChanges(
  out: string,
  files: ReadonlyMap<string, string>,
  { written, removed }: GeneratedChanges,
): void {
  for (const path of written) {
    const target = join(out, path);
    const temporary = `${target}.${process.pid}.tmp`;
    mkdirSync(dirname(target), { recursive: true });
    try {
      writeFileSync(temporary, files.get(path) ?? '');
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }
  for (const path of removed) rmSync(join(out, path));
}

/** Line ends aside: a checkout on Windows may have changed them. */
function isOther(path: string, text: string): boolean {
  return !existsSync(path) || readFileSync(path, 'utf8').replaceAll('\r\n', '\n') !== text;
}

function sourcesBelow(out: string): string[] {
  const folder = join(out, 'profiles');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `profiles/${file}`);
}

/** By its first line; openapi.json says it in its description; routes.json cannot, but has our entries. */
function isGenerated(path: string): boolean {
  if (!existsSync(path)) return false;
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.ts')) return text.startsWith(writtenBy);
  return text.startsWith('[')
    ? isRoutes(text)
    : text.includes('"Written by `countersign generate`');
}

function isRoutes(text: string): boolean {
  try {
    const entries: unknown[] = JSON.parse(text);
    return entries.every(isRoute);
  } catch {
    return false;
  }
}

function isRoute(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'profile' in entry && 'route' in entry;
}
