import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * The path of a Bicep CLI, fetched if need be, or one line that says why there is none.
 * @see facts infra 12
 */
export function findBicep(): { readonly path: string } | { readonly missing: string } {
  const script = join(import.meta.dirname, 'resolve.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  return status === 0 ? { path: stdout.trim() } : { missing: stderr.trim() };
}
