import { execFile } from 'node:child_process';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { temporaryFolder } from './temporary-folder.ts';

const root = join(import.meta.dirname, '../..');

const copied = [
  ...[
    'cli.ts',
    'commands',
    'compiler',
    'shared',
    'caller',
    'graph',
    'emulator',
    'host',
    'functions',
    'policies',
  ],
  ...['package.json', 'tsconfig.json', 'tsconfig.build.json', 'countersign.json', 'host.json'],
  ...['docs', 'local.settings.json', 'node-version.mjs', 'emulator/assets'],
];

/** What a program printed, and how it ended. */
export interface ProgramResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of this project's sources that a test may change; it shares node_modules. */
export interface ProjectCopy {
  readonly folder: string;
  /** Replaces text in a file; throws where the file does not have it. */
  edit(file: string, replace: (text: string) => string): Promise<void>;
  countersign(...args: string[]): Promise<ProgramResult>;
}

/** Copies the project into a folder that goes with the test. */
export async function copyProject(t: TestContext): Promise<ProjectCopy> {
  const folder = await temporaryFolder(t);
  for (const path of copied) await cp(join(root, path), join(folder, path), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return {
    folder,
    async edit(file, replace) {
      const before = await readFile(join(folder, file), 'utf8');
      const after = replace(before);
      if (after === before) throw new Error(`Nothing to edit in ${file}.`);
      await writeFile(join(folder, file), after);
    },
    countersign: (...args) => runNode(folder, join(folder, 'cli.ts'), ...args),
  };
}

/** Type-checks the functions of each copy, and what they import; all at once, for that is cheaper. */
export async function compileFunctions(
  projects: readonly [ProjectCopy, ...ProjectCopy[]],
): Promise<ProgramResult> {
  const [{ folder }] = projects;
  const config = {
    extends: './tsconfig.json',
    include: projects.map((project) => `${project.folder}/functions/**/*.ts`),
  };
  await writeFile(join(folder, 'tsconfig.functions.json'), JSON.stringify(config));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return runNode(folder, tsc, '-p', 'tsconfig.functions.json');
}

/** Runs a program on this Node in a folder. */
export function runNode(
  folder: string,
  program: string,
  ...args: string[]
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, ...args],
      { cwd: folder, env: { ...process.env, NO_COLOR: '1' }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
        resolve({ code, stdout, stderr });
      },
    );
  });
}
