import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { globSync } from 'tinyglobby';

const patterns = ['**/*.xml', '**/appsettings.json'];

/** Times of folders are no finer than that on any file system: two changes within one look like one. */
const tickMs = 2000;

/**
 * The files that policies of some folders are read from. Before each journey somebody asks whether one has
 * changed: the folders are searched anew only where a file came to one of them, or went.
 */
export class PolicyFiles {
  readonly #roots: readonly string[];
  #folders: readonly string[] = [];
  #folderState: string | undefined;
  #files: readonly string[] = [];

  constructor(folders: readonly string[]) {
    this.#roots = folders.map((folder) => resolve(folder));
  }

  /** Their paths, sorted. */
  paths(): readonly string[] {
    if (stateOf(this.#folders) !== this.#folderState) this.#search();
    return this.#files;
  }

  /** Path, time and size of each, as one text. */
  state(): string {
    return stateOf(this.paths());
  }

  #search(): void {
    const began = Date.now();
    this.#folders = [...this.#roots, ...this.#find(['**/'], { onlyDirectories: true })];
    const state = stateOf(this.#folders); // before the files: one that comes meanwhile is found next time
    this.#files = this.#find(patterns, {}).toSorted();
    const isSettled = this.#folders.every((folder) => timeOf(folder) < began - tickMs);
    this.#folderState = isSettled ? state : undefined;
  }

  #find(wanted: readonly string[], kind: { readonly onlyDirectories?: boolean }): string[] {
    return this.#roots.flatMap((cwd) => {
      const options = { cwd, absolute: true, caseSensitiveMatch: false, ...kind };
      // links are not followed: the compiler reads nothing behind one
      const below = { ignore: ['**/node_modules/**'], followSymbolicLinks: false };
      return globSync(wanted, { ...options, ...below });
    });
  }
}

function stateOf(paths: readonly string[]): string {
  return paths.map(stateOfPath).join('\n');
}

function stateOfPath(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return `${path} ${found?.mtimeMs ?? ''} ${found?.size ?? ''}`;
}

function timeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
