import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { temporaryFolder } from './temporary-folder.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const isWindows = process.platform === 'win32';

/** What is no source of the package. */
const leftOut = new Set(['.git', 'node_modules', 'dist', 'test', 'bench', '.data', '.deploy']);

/**
 * The packed package in a node_modules folder beside the packages of this project, which stand for
 * those that npm would install: nothing is asked of a registry. Returns that folder.
 */
export async function unpackPackage(t: TestContext): Promise<string> {
  const folder = await temporaryFolder(t);
  const copy = await copySources(join(folder, 'copy'));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [tsc, '-p', 'tsconfig.package.json'], { cwd: copy });
  await cp(join(copy, 'emulator/assets'), join(copy, 'dist/emulator/assets'), { recursive: true });
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const { stdout } = await run(isWindows ? 'npm.cmd' : 'npm', pack, {
    cwd: copy,
    shell: isWindows,
  });
  const modules = join(folder, 'node_modules');
  await mkdir(modules);
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name !== 'countersign')
      await symlink(join(root, 'node_modules', name), join(modules, name), 'junction');
  }
  const tarball = stdout.trim().split('\n').at(-1) ?? '';
  await run('tar', ['-xzf', tarball], { cwd: folder });
  await cp(join(folder, 'package'), join(modules, 'countersign'), { recursive: true });
  return modules;
}

async function copySources(folder: string): Promise<string> {
  await mkdir(folder);
  for (const name of await readdir(root)) {
    if (!leftOut.has(name)) await cp(join(root, name), join(folder, name), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}
