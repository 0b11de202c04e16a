import { existsSync, readFileSync } from 'node:fs';

/**
 * The settings that a function would see on this machine: `Values` of local.settings.json in the
 * working directory, and over them the environment.
 * @throws Error with one line to print, when the file is no JSON or encrypted
 */
export function readLocalSettings(
  environment: NodeJS.ProcessEnv = process.env,
): Readonly<Record<string, string | undefined>> {
  const file = 'local.settings.json';
  if (!existsSync(file)) return environment;
  const { IsEncrypted: isEncrypted, Values: values } = parse(file);
  if (isEncrypted === true) throw new Error(`${file} is encrypted: run "func settings decrypt".`);
  return { ...onlyText(values), ...environment };
}

function parse(file: string): { IsEncrypted?: unknown; Values?: unknown } {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) ?? {};
  } catch {
    throw new Error(`${file} is no JSON.`); // the cause would quote the file
  }
}

function onlyText(values: unknown): Record<string, string> {
  const entries = typeof values === 'object' && values !== null ? Object.entries(values) : [];
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string'));
}
