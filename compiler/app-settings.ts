import type { Diagnostic } from './diagnostic.ts';
import { didYouMean } from './did-you-mean.ts';
import { IdMap } from './id-map.ts';
import { parseJsonc } from './jsonc.ts';
import { fault } from './reading-rules.ts';
import type { Environment } from './settings-tokens.ts';
import type { Source } from './source.ts';

/** What a caller asks of appsettings.json. */
export interface EnvironmentChoice {
  /** An environment's Name, compared without case. Absent: the only one, else the one for production, else the first. */
  readonly environment?: string;
  /** Values that win over the environment's own; a function makes one of the environment's. */
  readonly settings?: Readonly<Record<string, string | ((value: string) => string)>>;
}

/** appsettings.json, as far as policies are concerned. @see facts policy-language 1.4 */
export interface AppSettings {
  readonly environment?: Environment;
  /** Built policies lie there, so it holds no input. Relative to appsettings.json. */
  readonly environmentsFolder: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Nothing where the file belongs to something else: other tools use the same name. */
export function readAppSettings(
  source: Source,
  choice: EnvironmentChoice,
): AppSettings | undefined {
  const { value, diagnostics } = parseJsonc(source);
  if (diagnostics.length > 0) return { environmentsFolder: 'Environments', diagnostics };
  if (!isRecord(value) || !Array.isArray(value['Environments'])) return undefined;
  const environments = value['Environments'].filter(isEnvironment);
  const folder = value['EnvironmentsFolder'];
  const environmentsFolder = typeof folder === 'string' && folder !== '' ? folder : 'Environments';
  const chosen = chooseEnvironment(environments, choice.environment);
  if (!chosen)
    return { environmentsFolder, diagnostics: [noSuchEnvironment(source, environments, choice)] };
  const names = environments.map(({ Name }) => Name);
  const environment = { ...toEnvironment(chosen, choice), file: source.file, names };
  return { environmentsFolder, environment, diagnostics: [] };
}

type RawEnvironment = Record<string, unknown> & { Name: string };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEnvironment(value: unknown): value is RawEnvironment {
  return isRecord(value) && typeof value['Name'] === 'string';
}

function chooseEnvironment(
  environments: readonly RawEnvironment[],
  name: string | undefined,
): RawEnvironment | undefined {
  if (name === undefined) {
    return (
      environments.find((environment) => environment['Production'] === true) ?? environments[0]
    );
  }
  return environments.find((environment) => environment.Name.toLowerCase() === name.toLowerCase());
}

function noSuchEnvironment(
  source: Source,
  environments: readonly RawEnvironment[],
  choice: EnvironmentChoice,
): Diagnostic {
  const names = environments.map(({ Name }) => Name);
  const known =
    names.length > 0 ? `It has ${names.map((name) => `"${name}"`).join(', ')}.` : 'It has none.';
  const wanted = choice.environment ?? '';
  const message = `There is no environment "${wanted}". ${known}${didYouMean(wanted, names)}`;
  return fault('settings-environment', source.positionAt(0), message);
}

function toEnvironment(raw: RawEnvironment, choice: EnvironmentChoice): Environment {
  const settings = new IdMap<string>();
  const policySettings = isRecord(raw['PolicySettings']) ? raw['PolicySettings'] : {};
  for (const [key, value] of Object.entries(policySettings)) {
    if (['string', 'number', 'boolean'].includes(typeof value)) settings.set(key, String(value));
  }
  for (const [key, override] of Object.entries(choice.settings ?? {})) {
    const own = settings.get(key);
    if (typeof override === 'string') settings.set(key, override);
    else if (own !== undefined) settings.set(key, override(own));
  }
  const tenant = raw['Tenant'];
  return {
    ...{ name: raw.Name, settings },
    ...('Applications' in raw && { applications: raw['Applications'] }),
    ...(typeof tenant === 'string' && { tenant }),
  };
}
