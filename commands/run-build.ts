import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from './child-process.ts';
import type { Running } from './running.ts';

/** Compilers do not heed Ctrl-C at once, and nothing of theirs is worth waiting for. */
const buildGraceMs = 1000;

/**
 * Runs the project's own build script: for ours, tsc.
 * @throws Error with what to print, where there is none or it fails
 */
export async function buildProject(project: string, running: Running): Promise<void> {
  requireBuildScript(project);
  const npm = process.env['npm_execpath'];
  const command = npm?.endsWith('.js')
    ? { command: process.execPath, args: [npm, 'run', '--silent', 'build'] }
    : { command: 'npm', args: ['run', '--silent', 'build'] };
  const child = startChild({
    name: 'The build',
    ...command,
    cwd: project,
    output: 'collect',
    isGroup: true,
    graceMs: buildGraceMs,
  });
  await running.add(child.stop);
  const { code, output } = await child.ended;
  if (code !== 0) throw new Error(`"npm run build" failed:\n${output}`);
}

function requireBuildScript(project: string): void {
  const { scripts }: { scripts?: Record<string, string> } = JSON.parse(
    readFileSync(join(project, 'package.json'), 'utf8'),
  );
  if (scripts?.['build']) return;
  throw new Error(
    'package.json has no script "build": add one that writes what "main" names, such as "build": "tsc -p .".',
  );
}
