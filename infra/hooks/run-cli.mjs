// What azd's hooks share. Plain JavaScript that any Node can read: the project may bring a newer Node
// than the machine's.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { newerNode } from '../../newer-node.mjs';

const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
const packages = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** Runs a command of countersign. Ends this process with its code where that is not 0. */
export function runCli(...args) {
  if (!existsSync(packages)) {
    process.stderr.write(
      `The hook cannot run: "${packages}" is missing. Run "npm ci", and azd again.\n`,
    );
    process.exit(1);
  }
  const { status, error } = spawnSync(newerNode() ?? process.execPath, [cli, ...args], {
    stdio: 'inherit',
  });
  if (error) process.stderr.write(`The hook cannot run: ${error.message}\n`);
  if (error || status !== 0) process.exit(status ?? 1);
}
