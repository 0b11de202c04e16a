import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import type { EnvironmentChoice } from './app-settings.ts';
import type { Diagnostic } from './diagnostic.ts';
import { displayPath } from './read-source.ts';
import { fault } from './reading-rules.ts';
import { SettingsFiles } from './settings-files.ts';
import type { Environment } from './settings-tokens.ts';

/** An XML file below a policy folder, and the environment of the appsettings.json nearest to it. */
export interface PolicyFile {
  readonly path: string;
  readonly directory: string;
  /** The index of the folder given that it was found in. */
  readonly folder: number;
  readonly environment?: Environment;
}

/** All *.xml below the folders, in the order given, then by path. */
export function findPolicyFiles(
  folders: readonly string[],
  choice: EnvironmentChoice,
): { files: PolicyFile[]; hasSettings: boolean; diagnostics: Diagnostic[] } {
  const settings = new SettingsFiles(choice);
  const diagnostics: Diagnostic[] = [];
  const files = new Map<string, PolicyFile>();
  for (const [folder, top] of folders.entries()) {
    const paths = list(top);
    if (!paths) diagnostics.push(noFolder(top));
    for (const path of paths ?? []) {
      const directory = dirname(path);
      if (files.has(path) || settings.isBuilt(directory, resolve(top))) continue;
      const environment = settings.environmentOf(directory, resolve(top));
      files.set(path, { path, directory, folder, ...(environment && { environment }) });
    }
  }
  return {
    files: [...files.values()],
    hasSettings: settings.areThere(),
    diagnostics: [...diagnostics, ...settings.diagnostics()],
  };
}

function list(folder: string): string[] | undefined {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  const options = { cwd: folder, ignore: ['**/node_modules/**'], caseSensitiveMatch: false };
  const paths = globSync('**/*.xml', { ...options, absolute: true, followSymbolicLinks: false });
  return paths.map((path) => resolve(path)).sort();
}

function noFolder(folder: string): Diagnostic {
  const start = { file: displayPath(folder), line: 1, column: 1 };
  return fault('file-unreadable', start, `There is no folder "${folder}".`);
}
