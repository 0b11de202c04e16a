import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, sep } from 'node:path';
import { UsageError } from './usage.ts';

/** A path as it was in a revision of git. */
export interface Revision {
  readonly revision: string;
  /** From the top of the repository, as git has it. */
  readonly path: string;
}

/** `HEAD~1:policies`; undefined for what is a path on this machine, or names no revision. */
export function parseRevision(text: string): Revision | undefined {
  const [, revision = '', path = ''] = /^([^:]{2,}|@):(.*)$/s.exec(text) ?? [];
  if (revision === '' || existsSync(text)) return undefined;
  return { revision, path: posix.normalize(path || '.').replace(/\/$/, '') };
}

/** Policies of a revision as files, and where those of a folder are. */
export interface Checkout {
  /** The path on this machine of a path in the repository. */
  readonly place: (path: string) => string;
  readonly remove: () => void;
}

/**
 * Writes the policies of some folders of a revision, with their appsettings.json, into a temporary
 * folder. Nothing but git reads the repository, and the working tree stays as it is.
 * @throws UsageError where there is no such revision or path
 */
export function checkOut(revision: string, folders: readonly string[]): Checkout {
  const commit = resolveRevision(revision);
  const root = mkdtempSync(join(tmpdir(), 'countersign-diff-'));
  const remove = () => rmSync(root, { recursive: true, force: true });
  try {
    for (const folder of folders) writeFolder(commit, folder, root);
  } catch (error) {
    remove();
    throw error;
  }
  return { place: (path) => join(root, path), remove };
}

function resolveRevision(revision: string): string {
  const tree = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{tree}`];
  const found = git(tree);
  if (found === undefined) throw new UsageError(`Git knows no revision "${revision}" here.`);
  return found.toString('utf8').trim();
}

function writeFolder(tree: string, folder: string, root: string): void {
  const inTree = folder === '.' ? tree : `${tree}:${folder}`;
  const listing = git(['ls-tree', '-r', '-z', '--full-tree', inTree]);
  if (listing === undefined) throw new UsageError(`The revision has no folder "${folder}".`);
  for (const entry of listing.toString('utf8').split('\0')) {
    const [, object, path] = /^100\d+ blob (\w+)\t(.*)$/s.exec(entry) ?? [];
    if (object === undefined || path === undefined || !isWanted(path)) continue;
    write(join(root, folder, path), object, root);
  }
  writeSettings(tree, folder, root);
}

/** Settings stand mostly above the policies: the nearest are put where the folder begins. */
function writeSettings(tree: string, folder: string, root: string): void {
  const target = join(root, folder, 'appsettings.json');
  mkdirSync(dirname(target), { recursive: true });
  for (let above = folder; !existsSync(target); above = posix.dirname(above)) {
    const content = git(['cat-file', 'blob', `${tree}:${posix.join(above, 'appsettings.json')}`]);
    if (content !== undefined) writeFileSync(target, content);
    if (above === '.') return;
  }
}

function isWanted(path: string): boolean {
  return /\.xml$|(?:^|\/)appsettings\.json$/i.test(path) && !path.includes('node_modules/');
}

function write(path: string, object: string, root: string): void {
  if (!path.startsWith(root + sep)) return;
  const content = git(['cat-file', 'blob', object]);
  if (content === undefined) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Undefined where git is missing or refuses. */
function git(args: readonly string[]): Buffer | undefined {
  const { status, stdout } = spawnSync('git', args, { maxBuffer: 256 * 1024 * 1024 });
  return status === 0 ? stdout : undefined;
}
