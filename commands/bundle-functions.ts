import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { globSync } from 'tinyglobby';
import { hostMain } from './registered-functions.ts';

/** What is loaded at first use, from files of its own. @see facts runtime 6d */
const lazyPackages = [
  '@azure/data-tables',
  '@azure/identity',
  'applicationinsights',
  'disposable-email-domains-js',
  'hash-wasm',
  'intl-messageformat',
  'libphonenumber-js',
  'libphonenumber-js/max',
  'nodemailer',
  're2js',
];

/** What a deployment does without where the project has not installed it. */
const optionalPackages = ['applicationinsights'];

const entryFile = 'functions.cjs';

/** What a deployment's folder holds, in bytes by file name. */
export interface Bundle {
  readonly folder: string;
  readonly bytes: ReadonlyMap<string, number>;
}

/**
 * Writes what is deployed: all functions in one minified CommonJS file, each package that few calls
 * need in a second one, host.json and a package.json that names the entry. `@azure/functions-core`
 * stays outside: the worker provides it.
 * @param sources globs of the files that register functions
 * @throws Error with one line to print when esbuild is not installed, nothing registers functions, the
 * sources do not bundle, or the folder holds something else
 * @see facts runtime 4
 */
export async function bundleFunctions(
  project: string,
  folder: string,
  sources = ['functions/**/*.ts'],
): Promise<Bundle> {
  const { build } = await loadEsbuild(project);
  const entries = functionEntries(project, sources);
  await emptyFolder(folder);
  const stdin = {
    contents: entries.map((file) => `import ${JSON.stringify(`./${file}`)};`).join('\n'),
    resolveDir: project,
    loader: 'ts' as const,
  };
  const threads = new Map<string, string>();
  const plugins = [lazy, ownFiles(threads)];
  await build({ ...options(project), stdin, outfile: join(folder, entryFile), plugins });
  for (const [file, source] of threads) {
    const outfile = join(folder, file);
    await build({ ...options(project), entryPoints: [source], outfile, plugins: [lazy] });
  }
  const used = await lazyPackagesUsed(folder, [entryFile, ...threads.keys()]);
  const present = used.filter((name) => !optionalPackages.includes(name) || isThere(name, project));
  await Promise.all(
    present.map((name) =>
      build({
        ...lazyOptions(project),
        entryPoints: [name],
        outfile: join(folder, lazyFile(name)),
      }),
    ),
  );
  await copyFile(join(project, 'host.json'), join(folder, 'host.json'));
  await writeFile(join(folder, 'package.json'), await deployedPackage(project));
  return { folder, bytes: await sizes(folder) };
}

/**
 * Writes our host as one file: for whoever starts it often. Returns the file.
 * @throws Error with one line to print when esbuild is not installed
 */
export async function bundleHost(outfile: string): Promise<string> {
  const { build } = await loadEsbuild(process.cwd());
  await build({ ...options(process.cwd()), entryPoints: [hostMain], outfile });
  return outfile;
}

/** Takes away a former bundle, and nothing else: `--out .` would be a whole project. */
async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const present = await readdir(folder);
  if (present.length > 0 && !present.includes(entryFile))
    throw new Error(`"${folder}" holds something else than a bundle: choose another --out.`);
  await rm(folder, { recursive: true });
  await mkdir(folder);
}

/** The sources that register functions: what package.json's `main` will match once built. */
function functionEntries(project: string, sources: string[]): string[] {
  const found = globSync(sources, {
    cwd: project,
    ignore: ['**/*.d.ts', '**/seed.ts'],
  });
  if (found.length === 0)
    throw new Error(`There is no file that matches "${sources.join('" or "')}".`);
  return found.map((file) => file.replaceAll('\\', '/')).sort();
}

function options(project: string): BuildOptions {
  return {
    absWorkingDir: project,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    logLevel: 'silent',
    external: ['@azure/functions-core'],
  };
}

/** Of a CommonJS entry Node could not tell the names that `import()` takes out of it. */
function lazyOptions(project: string): BuildOptions {
  return { ...options(project), mainFields: ['module', 'main'] };
}

/** Points a lazy package at its own file instead of pulling it into the first one. */
const lazy: Plugin = {
  name: 'lazy-packages',
  setup(build) {
    for (const name of lazyPackages) {
      const filter = new RegExp(`^${name}$`);
      build.onResolve({ filter }, () => ({ path: `./${lazyFile(name)}`, external: true }));
    }
  },
};

/** What runs in a thread is a file, and stays one; `files` gets it with its source. */
function ownFiles(files: Map<string, string>): Plugin {
  return {
    name: 'threads',
    setup(build) {
      build.onResolve({ filter: /^\.\/[\w-]+-worker\.[jt]s$/ }, ({ path, resolveDir }) => {
        const file = path.replace(/^\.\/|\.[jt]s$/g, '').concat('.cjs');
        files.set(file, join(resolveDir, path));
        return { path: `./${file}`, external: true };
      });
    },
  };
}

function isThere(name: string, project: string): boolean {
  try {
    createRequire(join(project, 'package.json')).resolve(name);
    return true;
  } catch {
    return false;
  }
}

function lazyFile(name: string): string {
  return `${name.replace('@', '').replace('/', '-')}.cjs`;
}

async function lazyPackagesUsed(folder: string, files: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const text = texts.join();
  return lazyPackages.filter((name) => text.includes(`./${lazyFile(name)}`));
}

async function deployedPackage(project: string): Promise<string> {
  const { name, version, engines } = JSON.parse(
    await readFile(join(project, 'package.json'), 'utf8'),
  );
  return `${JSON.stringify({ name, version, engines, main: entryFile }, null, 2)}\n`;
}

async function sizes(folder: string): Promise<Map<string, number>> {
  const files = globSync(['*'], { cwd: folder }).sort();
  const entries = files.map(
    async (file) => [file, (await stat(join(folder, file))).size] as [string, number],
  );
  return new Map(await Promise.all(entries));
}

async function loadEsbuild(project: string): Promise<typeof import('esbuild')> {
  try {
    return createRequire(join(project, 'package.json'))('esbuild');
  } catch {
    throw new Error('Bundling needs esbuild: run "npm i -D esbuild" in this project.');
  }
}
