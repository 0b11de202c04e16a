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
  const values = name !== undefined && existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return { ...values, ...env };
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
