// Finds the Chromium that the tests of our pages use. Plain JavaScript without packages:
// `node tools/chromium/resolve.mjs [PLACE…]` prints its path, on any Node and before `npm ci`; places are
// where it may be besides PATH, the usual ones where none is given.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** Where it is on machines whose PATH does not tell. */
const usualPlaces = [
  ...names.map((name) => `/usr/bin/${name}`),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const remedy = '"apt-get install chromium", or set CHROMIUM to the path of one.';

/**
 * A Chromium that starts, or one line that says why there is none: CHROMIUM where it is set, else the
 * first on PATH, else the first at one of the places.
 * @param {readonly string[]} places
 * @returns {{ path: string } | { missing: string }}
 */
function resolveChromium(places) {
  const { env } = process;
  const wanted = env['CHROMIUM'];
  if (wanted && !existsSync(wanted)) {
    return { missing: `CHROMIUM names "${wanted}", which is not there: ${remedy}` };
  }
  const candidates = wanted ? [wanted] : [...onPath(env['PATH'] ?? ''), ...places];
  const faults = [];
  for (const path of candidates.filter((candidate) => existsSync(candidate))) {
    const fault = faultOf(path);
    if (fault === undefined) return { path };
    faults.push(`"${path}" does not start${fault}`);
  }
  return { missing: `${faults[0] ?? 'There is no Chromium'}: ${remedy}` };
}

/** @param {string} path */
function onPath(path) {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * What keeps it from starting. Some systems have a launcher in its place that only says which snap to
 * install. On Windows nothing is asked: there the question opens a window.
 * @param {string} path
 */
function faultOf(path) {
  if (process.platform === 'win32') return undefined;
  const { status, stderr } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  const said = (stderr ?? '').split('\n').find((line) => line.trim() !== '');
  return status === 0 ? undefined : said === undefined ? '' : ` (it says "${said.trim()}")`;
}

const given = process.argv.slice(2);
const found = resolveChromium(given.length > 0 ? given : usualPlaces);
if ('path' in found) process.stdout.write(`${found.path}\n`);
else {
  process.stderr.write(`${found.missing}\n`);
  process.exitCode = 1;
}
