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
  /** Settings that an environment may have or not, as its scenarios need them. */
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
    settingsRead: settingsRead(root),
    settingsPerEnvironment: new Set(Object.keys(json('infra/app-settings.json').perEnvironment)),
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

function settingsRead(root: string): Set<string> {
  const files = globSync(['shared/**/*.ts', 'functions/**/*.ts'], {
    cwd: root,
    ignore: ['shared/generated/**', '**/seed.ts'],
  });
  const texts = files.map((file) => readFileSync(join(root, file), 'utf8'));
  const names = texts.flatMap((text) => readings.flatMap((reading) => [...text.matchAll(reading)]));
  return new Set(names.map(([, name = '']) => name));
}
