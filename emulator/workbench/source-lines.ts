import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Site } from '../site.ts';

/** A few lines of a policy file around one. */
export interface SourceLines {
  readonly file: string;
  /** For the link that opens an editor. */
  readonly path: string;
  readonly first: number;
  readonly lines: readonly string[];
}

const around = 12;

/** Lines of a file of the loaded policies; undefined for any other file. */
export async function sourceLines(
  { tenant }: Site,
  file: string,
  line: number,
): Promise<SourceLines | undefined> {
  const isPolicy = tenant.policies
    .policies()
    .some(({ policy }) => policy.chain.some(({ position }) => position.file === file));
  if (!isPolicy || !Number.isInteger(line)) return undefined;
  const path = resolve(file);
  const lines = (await readFile(path, 'utf8')).split(/\r?\n/);
  const first = Math.max(1, line - around);
  return { file, path, first, lines: lines.slice(first - 1, line + around) };
}
