import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { parse } from 'yaml';

/** What the repository says besides the templates, and the templates must agree with. */
export interface ProjectFacts {
  /** `>=22.18`. */
  readonly nodeEngine: string;
  /** Settings that functions and what they share read by a name of their own. */
  readonly settingsRead: ReadonlySet<string>;
  /** Those that scenarios read and a page of docs/scenarios/ explains: an environment has them or not, as it needs them. */
  readonly settingsPerEnvironment: ReadonlySet<string>;
  /** Names of the services of azure.yaml. */
  readonly services: readonly string[];
  /** What is taken out of sampling, parted by semicolons. */
  readonly unsampled: string;
  /** Where functions are: `api`. */
  readonly routePrefix: string;
}

/** Reads them from the repository at `root`. */
export function readProjectFacts(root: string): ProjectFacts {
  const json = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const { logging, extensions } = json('host.json');
  const azure = parse(readFileSync(join(root, 'azure.yaml'), 'utf8'));
  return {
    nodeEngine: json('package.json').engines.node,
    settingsRead: settingsRead(root, ['shared/**/*.ts', 'functions/**/*.ts']),
    settingsPerEnvironment: settingsRead(root, ['functions/*/**/*.ts']).intersection(
      explained(root),
    ),
    services: Object.keys(azure.services),
    unsampled: logging.applicationInsights.samplingSettings.excludedTypes,
    routePrefix: extensions.http.routePrefix,
  };
}

/** How a setting is read: from the environment, by a function of shared/settings.ts, or by its name's constant. */
const readings = [
  /\b(?:environment|env)\??\.?\[\s*'([^']+)'\s*\]/g,
  /\b(?:require|list|flag)Settings?\(\s*\[?\s*'([^']+)'/g,
  /\b(?:\w+S|s)etting = '([^']+)'/g,
  /'([A-Z][A-Za-z0-9]*(?:__[A-Z][A-Za-z0-9]*)+)'/g,
];

function settingsRead(root: string, sources: readonly string[]): Set<string> {
  const ignore = ['shared/generated/**', '**/seed.ts'];
  const texts = textsOf(root, globSync([...sources], { cwd: root, ignore }));
  const names = texts.flatMap((text) => readings.flatMap((reading) => [...text.matchAll(reading)]));
  return new Set(names.map(([, name = '']) => name));
}

/** What the pages of docs/scenarios/ name as code. */
function explained(root: string): Set<string> {
  const texts = textsOf(root, globSync(['docs/scenarios/*.md'], { cwd: root }));
  const names = texts.flatMap((text) => [...text.matchAll(/`(\w+)`/g)]);
  return new Set(names.map(([, name = '']) => name));
}

function textsOf(root: string, files: readonly string[]): string[] {
  return files.map((file) => readFileSync(join(root, file), 'utf8'));
}
