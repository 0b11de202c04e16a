import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** What azd knows of the environment that is deployed, by name; the process's own variables win. */
export type AzdValues = Readonly<Record<string, string | undefined>>;

/**
 * The values of the azd environment that is chosen in `.azure`, or by AZURE_ENV_NAME. A hook of azd has
 * them as variables. Without azd they are variables that somebody set.
 */
export function readAzdValues(env: NodeJS.ProcessEnv = process.env): AzdValues {
  const name = env['AZURE_ENV_NAME'] ?? chosenEnvironment();
  const file = join('.azure', name ?? '', '.env');
  const values =
    name !== undefined && existsSync(file) ? parseAzdFile(readFileSync(file, 'utf8')) : {};
  return { ...values, ...env };
}

/**
 * azd writes a backslash before quotes, `$` and the like, as in a list of names; Node's reader takes the
 * first quote for the end.
 */
function parseAzdFile(text: string): AzdValues {
  const quoted = [...text.matchAll(/^(\w+)="((?:[^"\\\r\n]|\\.)*)"\s*$/gm)];
  const values = quoted.map(([, name = '', value = '']) => [name, withoutBackslashes(value)]);
  return { ...parseEnv(text), ...Object.fromEntries(values) };
}

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r' };

function withoutBackslashes(value: string): string {
  return value.replaceAll(/\\(.)/g, (_, letter: string) => controls[letter] ?? letter);
}

function chosenEnvironment(): string | undefined {
  const file = join('.azure', 'config.json');
  if (!existsSync(file)) return undefined;
  try {
    const { defaultEnvironment } = JSON.parse(readFileSync(file, 'utf8')) ?? {};
    return typeof defaultEnvironment === 'string' ? defaultEnvironment : undefined;
  } catch {
    throw new Error(`${file} is no JSON: azd writes it, "azd env select" writes it anew.`);
  }
}
