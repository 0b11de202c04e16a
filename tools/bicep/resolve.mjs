// Finds a Bicep CLI that is new enough, the last resort being the NuGet package. Plain JavaScript without
// packages: `node tools/bicep/resolve.mjs` prints its path, on any Node and before `npm ci`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import process, { arch, env, platform, report } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const project = join(root, 'tools', 'bicep', 'bicep.csproj');
const executable = platform === 'win32' ? 'bicep.exe' : 'bicep';

/** The oldest version that will do, and the one that is restored. */
const pinnedVersion = /<BicepVersion>([\d.]+)</.exec(readFileSync(project, 'utf8'))?.[1] ?? '';

/**
 * The path of a Bicep CLI, or one line that says why there is none.
 * @returns {{ path: string } | { missing: string }}
 * @see facts infra 12
 */
function resolveBicep() {
  const path = [env['BICEP_PATH'], ...onPath(), ...ofTools(), restoredPath()].find(isNewEnough);
  return path === undefined ? restore() : { path };
}

function onPath() {
  return (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, executable));
}

/** Those of azd and of the Azure CLI; `az bicep` itself has no snapshots. */
function ofTools() {
  return ['.azd', '.azure'].map((folder) => join(homedir(), folder, 'bin', executable));
}

/** @param {string | undefined} path */
function isNewEnough(path) {
  if (!path || !existsSync(path)) return false;
  const { stdout = '' } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  const found = /version (\d+)\.(\d+)\.(\d+)/.exec(stdout ?? '');
  return found !== null && number(found.slice(1)) >= number(pinnedVersion.split('.'));
}

/** @param {string[]} parts */
function number(parts) {
  const [major = 0, minor = 0, patch = 0] = parts.map(Number);
  return (major * 1000 + minor) * 1000 + patch;
}

function restoredPath() {
  const folder = `azure.bicep.commandline.${runtime()}`;
  return join(root, '.cache', 'bicep', folder, pinnedVersion, 'tools', executable);
}

function runtime() {
  if (platform === 'win32') return `win-${arch}`;
  if (platform === 'darwin') return `osx-${arch}`;
  const header = /** @type {any} */ (report?.getReport?.())?.header;
  return header?.glibcVersionRuntime ? `linux-${arch}` : `linux-musl-${arch}`;
}

/** @returns {{ path: string } | { missing: string }} */
function restore() {
  const { status, error } = spawnSync('dotnet', ['restore', project, `-p:BicepRid=${runtime()}`], {
    encoding: 'utf8',
    env: { ...env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' },
  });
  if (status === 0 && isNewEnough(restoredPath())) return { path: restoredPath() };
  const why = error
    ? 'there is no .NET SDK that could fetch it'
    : '"dotnet restore" could not fetch it';
  return {
    missing: `Bicep CLI ${pinnedVersion} or newer is missing, and ${why}: install Bicep, or name it in BICEP_PATH.`,
  };
}

const found = resolveBicep();
if ('missing' in found) console.error(found.missing);
else console.log(found.path);
process.exitCode = 'missing' in found ? 1 : 0;
