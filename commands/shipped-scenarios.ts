import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { didYouMean } from '../compiler/did-you-mean.ts';
import { type Scenario, scenarioFile } from '../compiler/scenario.ts';
import { packageFolder, packageText } from './package-files.ts';
import { UsageError } from './usage.ts';

/** The scenarios that the package brings along, by name. */
export function shippedScenarios(): ReadonlyMap<string, Scenario> {
  const files = globSync(['functions/*/scenario.json'], { cwd: packageFolder });
  const names = files.map((file) => file.split(/[\\/]/)[1] ?? '').sort();
  return new Map(names.map((name) => [name, readScenario(name)]));
}

function readScenario(name: string): Scenario {
  return scenarioFile.parse(JSON.parse(packageText('functions', name, 'scenario.json')));
}

/**
 * The scenario of that name.
 * @throws UsageError where there is none
 */
export function shippedScenario(name: string): Scenario {
  const scenarios = shippedScenarios();
  const scenario = scenarios.get(name);
  if (scenario) return scenario;
  const hint = didYouMean(name, scenarios.keys());
  throw new UsageError(
    `There is no scenario "${name}".${hint} "countersign add scenario --list" shows all.`,
  );
}

/** The files of a scenario by their path in a project, as they are here. */
export function filesOfScenario(name: string): ReadonlyMap<string, string> {
  const files = readdirSync(join(packageFolder, 'functions', name), { recursive: true })
    .map((file) => String(file).replaceAll('\\', '/'))
    .filter((file) => /\.(?:ts|json)$/.test(file) && file !== 'scenario.json')
    .sort();
  return new Map(
    files.map((file) => [
      `functions/${name}/${file}`,
      packageText('functions', name, ...file.split('/')),
    ]),
  );
}

/** The functions that a scenario registers and that serve no technical profile. */
export function plainFunctionsOf(files: ReadonlyMap<string, string>): string[] {
  const listed: string[] = JSON.parse(packageText('countersign.json')).functions;
  const registered = [...files.values()].flatMap((text) => [
    ...text.matchAll(/\bapp\.\w+\(\s*'([\w-]+)'/g),
  ]);
  const names = new Set(registered.map(([, name = '']) => name));
  return listed.filter((name) => names.has(name));
}
