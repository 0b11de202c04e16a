// What azd's hooks share. Plain JavaScript that any Node can read: the project may bring a newer Node
// than the machine's.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { newerNode } from '../../newer-node.mjs';

const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));

/** Runs a command of countersign. Ends this process with its code where that is not 0. */
export function runCli(...args) {
  const { status, error } = spawnSync(newerNode() ?? process.execPath, [cli, ...args], {
    stdio: 'inherit',
  });
  if (error) process.stderr.write(`The hook cannot run: ${error.message}\n`);
  if (error || status !== 0) process.exit(status ?? 1);
}
