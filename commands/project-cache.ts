import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { globSync } from 'tinyglobby';
import { PolicyFiles } from '../emulator/policy-files.ts';
import type { RegisteredFunction } from './registered-functions.ts';

/** What is remembered of a project, and the state that it had then. */
interface Kept {
  readonly state: string;
  readonly functions?: readonly RegisteredFunction[];
}

/** Which project, and what else its generated code comes from. */
interface CachedProject {
  readonly project: string;
  /** Folders of policies, which may be elsewhere. */
  readonly policies: readonly string[];
  /** The data folder: what changes there is not the project. */
  readonly data: string;
}

/**
 * Remembers that a project is generated and built, and which functions it has, until one of its files
 * changes: what comes in, what comes out, the policies, Node. It looks at times and sizes, not at contents.
 */
export class ProjectCache {
  readonly #of: CachedProject;
  readonly #file: string;
  /** What holds for the project as it is. */
  #kept: Kept | undefined;

  constructor(of: CachedProject) {
    this.#of = of;
    this.#file = join(of.project, 'node_modules/.cache/countersign/start.json');
  }

  /** Whether all is as it was after the last build. */
  isUnchanged(): boolean {
    const kept = readKept(this.#file);
    if (kept?.state === this.#state()) this.#kept = kept;
    return this.#kept !== undefined;
  }

  /** The project's functions, where they are known; `undefined` elsewhere. */
  get functions(): readonly RegisteredFunction[] | undefined {
    return this.#kept?.functions;
  }

  /** Before a build: one that is broken off leaves something half done. */
  forget(): void {
    this.#kept = undefined;
    rmSync(this.#file, { force: true });
  }

  /** After a build. */
  keep(): void {
    this.#write({ state: this.#state() });
  }

  keepFunctions(functions: readonly RegisteredFunction[]): void {
    if (this.#kept) this.#write({ ...this.#kept, functions });
  }

  #write(kept: Kept): void {
    this.#kept = kept;
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(kept));
  }

  /** All files of the project but those of packages and in hidden folders, where data and caches are. */
  #state(): string {
    const { project, policies, data } = this.#of;
    const dataFolder = relative(project, data).replaceAll('\\', '/');
    const ignore = ['**/node_modules/**', `${dataFolder}/**`];
    const hash = createHash('sha256').update(`${process.version} ${import.meta.url}\n`);
    for (const file of globSync(['**'], { cwd: project, ignore }).toSorted()) {
      const found = lstatSync(join(project, file), { throwIfNoEntry: false });
      hash.update(`${file} ${found?.mtimeMs} ${found?.size}\n`);
    }
    return hash.update(new PolicyFiles(policies).state()).digest('hex');
  }
}

function readKept(file: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // nothing is kept
  }
}
