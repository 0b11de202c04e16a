import { execFile } from 'node:child_process';
import { access, constants, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const versionTimeoutMs = 10_000;

/** Which program runs the functions, and why it was chosen. */
export interface FunctionsRuntime {
  readonly kind: 'func' | 'embedded';
  /** Absolute path of a working `func`; absent where our own host runs. */
  readonly func?: string;
  readonly reason: string;
}

/**
 * A working Core Tools 4 on PATH, else our own host. `FUNC_HOST=func|embedded` forces one.
 * An npm shim without its binary is passed over: starting it would download one.
 * @throws Error with one line to print when `FUNC_HOST` asks for what is not there
 * @see facts runtime 6a
 */
export async function chooseFunctionsRuntime(env: NodeJS.ProcessEnv): Promise<FunctionsRuntime> {
  const forced = env['FUNC_HOST'];
  if (forced !== undefined && forced !== 'func' && forced !== 'embedded') {
    throw new Error(`FUNC_HOST is "${forced}": set it to "func" or "embedded", or leave it out.`);
  }
  if (forced === 'embedded') return { kind: 'embedded', reason: 'FUNC_HOST=embedded' };
  for (const candidate of candidatesOnPath(env)) {
    const version = await workingVersion(candidate);
    if (version) {
      return { kind: 'func', func: candidate, reason: `Core Tools ${version} on PATH` };
    }
  }
  if (forced === 'func') {
    throw new Error(
      'FUNC_HOST=func, but no working "func" 4 is on PATH: run "npm i -g azure-functions-core-tools@4".',
    );
  }
  return { kind: 'embedded', reason: 'no working Core Tools on PATH' };
}

function candidatesOnPath(env: NodeJS.ProcessEnv): string[] {
  const names = process.platform === 'win32' ? ['func.exe', 'func.cmd'] : ['func'];
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}

async function workingVersion(candidate: string): Promise<string | undefined> {
  try {
    const file = await realpath(candidate);
    if (isNpmShim(file)) await access(join(dirname(file), '..', 'bin', 'func'), constants.X_OK);
    const shell = candidate.endsWith('.cmd');
    const { stdout } = await run(shell ? `"${candidate}"` : candidate, ['--version'], {
      timeout: versionTimeoutMs,
      shell,
    });
    const version = stdout.trim();
    return /^4\.\d/.test(version) ? version : undefined;
  } catch {
    return undefined; // absent or broken: the next one, or our own host
  }
}

function isNpmShim(file: string): boolean {
  return /azure-functions-core-tools[\\/]lib[\\/]main\.js$/.test(file);
}
