import { type FSWatcher, watch } from 'node:fs';
import { globSync } from 'tinyglobby';
import { digestOfFiles } from '../emulator/digest-of-files.ts';

/** Whose edits are told. */
export interface WatchedSources {
  readonly project: string;
  /** Of the sources that run now. */
  readonly digest: string;
  readonly onEdit: () => void;
  readonly log: (line: string) => void;
}

/** Told of edits of a project's sources. */
export interface SourceWatch {
  /** Settles once an edit that was noticed is told. */
  readonly seen: () => Promise<void>;
  readonly close: () => void;
}

/** Where functions and what they import may lie. */
const folders = ['functions', 'shared', 'src'];

/** Editors write a file in several steps. */
const quietMs = 150;

/**
 * Tells of each edit of the sources that changes what they hold. Where this machine does not watch files,
 * that is said, and no edit is told.
 */
export function watchSources({ project, digest: first, onEdit, log }: WatchedSources): SourceWatch {
  let digest = first;
  let pending: { readonly done: Promise<void>; readonly timer: NodeJS.Timeout } | undefined;
  const watchers = new Map<string, FSWatcher>();
  const look = () => {
    pending = undefined;
    watchAll();
    const now = digestOfSources(project);
    if (now === digest) return;
    digest = now;
    onEdit();
  };
  const notice = () => {
    if (pending) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(() => resolve(look()), quietMs);
    pending = { done: promise, timer };
  };
  const watchAll = () => {
    for (const folder of foldersOf(project)) {
      if (watchers.has(folder)) continue;
      const watcher = open(folder, notice, log);
      watcher?.once('close', () => watchers.delete(folder));
      if (watcher) watchers.set(folder, watcher);
    }
  };
  watchAll();
  notice(); // what was edited before anybody watched
  return {
    seen: async () => pending?.done,
    close: () => {
      for (const watcher of watchers.values()) watcher.close();
      clearTimeout(pending?.timer);
    },
  };
}

/** Each by itself: what Node calls recursive misses a file that was saved by renaming another. */
function foldersOf(project: string): string[] {
  const patterns = folders.flatMap((folder) => [folder, `${folder}/**`]);
  const ignore = ['**/node_modules/**'];
  return globSync(patterns, { cwd: project, absolute: true, onlyDirectories: true, ignore });
}

function open(
  folder: string,
  notice: () => void,
  log: (line: string) => void,
): FSWatcher | undefined {
  const fail = (fault: NodeJS.ErrnoException) =>
    log(`Edits below ${folder} are not noticed (${fault.code ?? fault.message}): start anew.`);
  try {
    return watch(folder, notice).on('error', fail).unref();
  } catch (fault) {
    fail(fault as NodeJS.ErrnoException);
    return undefined;
  }
}

/** Of what the sources hold. */
export function digestOfSources(project: string): string {
  const patterns = folders.map((folder) => `${folder}/**/*.{ts,mts,js,mjs,cjs,json}`);
  const options = { cwd: project, absolute: true, ignore: ['**/node_modules/**'] };
  return digestOfFiles(globSync(patterns, options).toSorted());
}
