import { fork } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { globSync } from 'tinyglobby';
import { definedMessages, type Texts } from '../shared/messages/define-messages.ts';

/** The catalogues of one `defineMessages`, as they can be sent from process to process. */
export interface LoadedMessages {
  readonly fallback: string;
  readonly catalogues: Readonly<Record<string, Texts>>;
}

/**
 * Loads an app in a process of its own, which registers nothing, and tells the messages it defines.
 * @param main a glob instead of package.json's `main`
 * @throws Error where the app cannot be loaded
 */
export async function loadMessages(
  project: string,
  main?: string,
): Promise<readonly LoadedMessages[]> {
  const child = fork(import.meta.filename, [project, ...(main ? [main] : [])], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<readonly LoadedMessages[]>();
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.once('message', (loaded) => resolve(loaded as readonly LoadedMessages[]));
  child.once('error', reject);
  child.once('close', () => reject(new Error(`The messages cannot be loaded. ${stderr.trim()}`)));
  return promise;
}

async function tellMessages(project: string, main?: string): Promise<void> {
  const glob = main ?? JSON.parse(await readFile(join(project, 'package.json'), 'utf8')).main;
  const files = globSync([glob], { cwd: project, absolute: true, ignore: ['**/*.d.ts'] });
  for (const file of files.sort()) await import(pathToFileURL(file).href);
  const loaded = definedMessages().map(({ fallback, catalogues }) => ({
    fallback,
    catalogues: Object.fromEntries(catalogues),
  }));
  process.send?.(loaded, () => process.exit());
}

const [, program, project, main] = process.argv;
if (process.send && project && program && realpathSync(program) === import.meta.filename) {
  await tellMessages(project, main);
}
