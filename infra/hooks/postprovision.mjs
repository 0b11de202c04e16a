// azd runs this after it has provisioned, on any system: fills Key Vault, and says what is left to a person.
// Plain JavaScript that any Node can read: the project may bring a newer Node than the machine's.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { newerNode } from '../../newer-node.mjs';

const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
const hook = spawn(newerNode() ?? process.execPath, [cli, 'keys', 'seed'], { stdio: 'inherit' });
hook.on('error', (error) => {
  process.stderr.write(`The hook cannot run: ${error.message}\n`);
  process.exitCode = 1;
});
hook.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
