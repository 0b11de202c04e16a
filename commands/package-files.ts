import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder of the package, a clone or an installation. */
export const packageFolder = dirname(
  createRequire(import.meta.url).resolve('countersign/package.json'),
);

/** A text file that the package brings along. */
export function packageText(...path: readonly string[]): string {
  return readFileSync(join(packageFolder, ...path), 'utf8').replaceAll('\r\n', '\n');
}

interface PackageJson {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** The package's own package.json. */
export function packageJson(): PackageJson {
  return JSON.parse(packageText('package.json'));
}

/**
 * The versions of packages that ours was tested with.
 * @throws Error for a package that is none of ours
 */
export function versionsOf(names: readonly string[]): Record<string, string> {
  const { peerDependencies, dependencies, devDependencies } = packageJson();
  const known = { ...devDependencies, ...dependencies, ...peerDependencies };
  return Object.fromEntries(
    names.map((name) => {
      const range = known[name];
      if (range === undefined) throw new Error(`package.json has no version of "${name}".`);
      return [name, /^\d/.test(range) ? `^${range}` : range];
    }),
  );
}
