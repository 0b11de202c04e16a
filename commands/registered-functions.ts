import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A function as the app registers it; HTTP functions have methods and a route. */
export interface RegisteredFunction {
  readonly name: string;
  readonly trigger: string;
  readonly methods?: readonly string[];
  readonly route?: string;
}

/** Our host: TypeScript in a clone, JavaScript in the package. */
export const hostMain = fileURLToPath(
  new URL(`../host/main${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);

/**
 * Loads the app in a process of its own, as the host does, and tells what it registers.
 * @param main a glob instead of package.json's `main`
 * @throws Error with the host's own words where the app cannot be loaded
 */
export async function listFunctions(
  project: string,
  main?: string,
): Promise<readonly RegisteredFunction[]> {
  const args = [hostMain, '--app', project, '--list', ...(main ? ['--main', main] : [])];
  try {
    const { stdout } = await run(process.execPath, args, { maxBuffer: 16 * 1024 * 1024 });
    return JSON.parse(stdout);
  } catch (cause) {
    const stderr = (cause as { stderr?: string }).stderr?.trim();
    throw new Error(stderr ? said(stderr) : String(cause), { cause });
  }
}

/** The host's own words, and the cure of the mistake that they do not name. */
function said(stderr: string): string {
  const words = stderr.split('\n').slice(0, 3).join(' ');
  const isScript = /exports is not defined in ES module|Cannot use import statement outside/.test(
    stderr,
  );
  return isScript ? `${words} Add "type": "module" to package.json, and build again.` : words;
}

/** The function that serves a route, compared as the router does: literals without case. */
export function functionFor(
  functions: readonly RegisteredFunction[],
  { method, route }: { readonly method: string; readonly route: string },
): RegisteredFunction | undefined {
  return functions.find(
    (candidate) =>
      candidate.route?.toLowerCase() === route.toLowerCase() &&
      candidate.methods?.some((allowed) => allowed.toUpperCase() === method),
  );
}
