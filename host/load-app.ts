import { existsSync, globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CoreModule, provideToCommonJs, provideToEsm } from './core-module.ts';
import { HookContext } from './hook-context.ts';
import { HostFault, stackOf } from './host-fault.ts';
import { type JsonObject, readJsonFile } from './json-file.ts';
import type { Registry } from './registry.ts';

/** What happened when the app's entry files were loaded. */
export interface LoadedApp {
  /** The sentence to tell the user, where a file threw; then no function of the app is served. */
  readonly failure: string | undefined;
}

/** Which app to load. */
export interface AppLocation {
  readonly directory: string;
  /** A glob instead of package.json's `main`. */
  readonly main: string | undefined;
}

/**
 * Loads the files of package.json's `main` glob in the order of their names, CommonJS by require and
 * ESM by import, as the real worker does. The first that throws ends it.
 * @throws HostFault where there is no package.json, no `main`, or no file for it.
 * @see facts runtime 3.3
 */
export async function loadApp(location: AppLocation, core: CoreModule): Promise<LoadedApp> {
  const packageJson = readPackageJson(location);
  const files = findEntryFiles(location, packageJson['main']);
  const isModulePackage = packageJson['type'] === 'module';
  provideToCommonJs(core);
  if (files.some((file) => isEsm(file, isModulePackage))) provideToEsm(core);
  for (const file of files) {
    const path = join(location.directory, file);
    const failure = await loadEntryFile(path, isEsm(file, isModulePackage));
    if (failure !== undefined) return { failure };
  }
  return { failure: undefined };
}

function readPackageJson({ directory, main }: AppLocation): JsonObject {
  const path = join(directory, 'package.json');
  const packageJson = readJsonFile(path);
  if (!packageJson) throw new HostFault(`"${path}" is missing: it tells which files to load.`);
  return main === undefined ? packageJson : { ...packageJson, main };
}

function findEntryFiles({ directory }: AppLocation, main: unknown): string[] {
  if (typeof main !== 'string' || main === '') {
    throw new HostFault(`"${join(directory, 'package.json')}" has no "main" to load.`);
  }
  const files = matchFiles(directory, main);
  if (files.length > 0) return files.sort();
  throw new HostFault(`No file in "${directory}" matches "main": "${main}".`);
}

function matchFiles(directory: string, pattern: string): string[] {
  // A plain name, as a bundle has, spares loading the glob matcher.
  if (!/[*?{}[\]()!]/.test(pattern)) return existsSync(join(directory, pattern)) ? [pattern] : [];
  return globSync(pattern, { cwd: directory }).filter((file) => !/\.d\.[cm]?ts$/.test(file));
}

function isEsm(file: string, isModulePackage: boolean): boolean {
  if (/\.m[jt]s$/.test(file)) return true;
  return isModulePackage && !/\.c[jt]s$/.test(file);
}

async function loadEntryFile(path: string, isModule: boolean): Promise<string | undefined> {
  // Also reached where an import waits for what never comes, and nothing is left to do.
  const sayEnded = () => {
    process.stderr.write(`"${path}" ended the process while it was being loaded.\n`);
    process.exitCode = 1;
  };
  process.once('exit', sayEnded);
  try {
    // Requiring a CommonJS bundle spares the search for its exports that importing it would cost.
    if (isModule) await import(pathToFileURL(path).href);
    else createRequire(path)(path);
    return undefined;
  } catch (error) {
    return `"${path}" cannot be loaded, so every function answers 404. ${stackOf(error)}`;
  } finally {
    process.off('exit', sayEnded);
  }
}

/**
 * Ends the app's start: runs its appStart hooks, asks for its capabilities, closes the registry.
 * @throws HostFault where a hook throws (the real host never answers then), or the app wants HTTP
 * streaming.
 * @see facts runtime 1
 */
export async function startApp(registry: Registry, functionAppDirectory: string): Promise<void> {
  const context = new HookContext(registry.appLevelHookData, registry.appHookData);
  try {
    await registry.runHooks('appStart', Object.assign(context, { functionAppDirectory }));
  } catch (error) {
    throw new HostFault(`An appStart hook of the app failed: ${stackOf(error)}`, { cause: error });
  }
  const capabilities = await registry.programmingModel?.getCapabilities?.({});
  registry.isLocked = true;
  if (capabilities?.['HttpUri'] === undefined) return;
  throw new HostFault('The app asks for "enableHttpStream", which this host does not offer.');
}

/** Runs the app's appTerminate hooks. */
export async function terminateApp(registry: Registry): Promise<void> {
  const context = new HookContext(registry.appLevelHookData, registry.appHookData);
  await registry.runHooks('appTerminate', context);
}
