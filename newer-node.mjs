// Plain JavaScript that any Node can read, as node-version.mjs: a project may bring a newer Node than the machine's.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';

/** Of the npm package "node", in the folder, beside this package, or above either. */
export function newerNode(version = process.versions.node, folder = process.cwd()) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return undefined;
  const folders = [folder, dirname(fileURLToPath(import.meta.url))].flatMap(above);
  return folders.map((folder) => join(folder, 'node_modules/node', program)).find(existsSync);
}

function above(folder) {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}
