import { type SettingProblem, SettingsInvalid } from './errors.ts';

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Values that are committed in local.settings.json begin so; in Azure they are no secrets. */
const developmentPrefix = 'development-only-';
const unresolvedReference = '@Microsoft.KeyVault(';

/** Whether development values may be used: under `func start` or our host, never in Azure. */
export function isDevelopment(environment: Environment = process.env): boolean {
  return (
    environment['AZURE_FUNCTIONS_ENVIRONMENT'] === 'Development' &&
    !environment['WEBSITE_INSTANCE_ID'] &&
    !environment['WEBSITE_SITE_NAME']
  );
}

/** The value of a setting. Throws SettingsInvalid where it is missing or must not be used here. */
export function requireSetting(setting: string, environment: Environment = process.env): string {
  const [value = ''] = requireSettings([setting], environment);
  return value;
}

/** The values of several settings. Throws one SettingsInvalid for all that are missing or unusable. */
export function requireSettings(
  settings: readonly string[],
  environment: Environment = process.env,
): string[] {
  const problems = settings.flatMap((setting) => settingProblem(setting, environment) ?? []);
  if (problems.length > 0) throw new SettingsInvalid(problems);
  return settings.map((setting) => environment[setting] ?? '');
}

/** What is wrong with a setting; undefined where it can be used. Never tells its value. */
function settingProblem(
  setting: string,
  environment: Environment = process.env,
): SettingProblem | undefined {
  const value = environment[setting];
  if (value === undefined) return { setting, problem: 'is missing' };
  if (value.trim() === '') return { setting, problem: 'is empty' };
  const members = value.split(',').map((member) => member.trim());
  if (members.some((member) => member.startsWith(unresolvedReference))) {
    return { setting, problem: 'is a Key Vault reference that was not resolved' };
  }
  const isDevelopmentValue = members.some((member) => member.startsWith(developmentPrefix));
  if (isDevelopmentValue && !isDevelopment(environment)) {
    return { setting, problem: 'holds a development value' };
  }
  return undefined;
}

/**
 * The values of policy keys: each one's own, and the one that follows it in a rotation
 * (`<setting>__Next`) where that is set and another: with both the same nothing rotates. Throws one
 * SettingsInvalid for all that are missing or unusable.
 */
export function requireSecrets(
  settings: readonly string[],
  environment: Environment = process.env,
): string[][] {
  const names = settings.map((setting) => {
    const next = `${setting}__Next`;
    return environment[next]?.trim() ? [setting, next] : [setting];
  });
  requireSettings(names.flat(), environment);
  return names.map((ofOne) => [...new Set(requireSettings(ofOne, environment))]);
}

/** The members of a comma-separated setting. Throws SettingsInvalid where there are none. */
export function listSetting(setting: string, environment: Environment = process.env): string[] {
  const members = requireSetting(setting, environment).split(',');
  const values = members.map((member) => member.trim()).filter((member) => member !== '');
  if (values.length === 0) throw new SettingsInvalid([{ setting, problem: 'is empty' }]);
  return values;
}

/**
 * A setting that is `true` or `false`; absent is `false`. Throws SettingsInvalid for any other word, so
 * that a slip of the pen is seen.
 */
export function flagSetting(setting: string, environment: Environment = process.env): boolean {
  const text = environment[setting]?.trim().toLowerCase();
  if (text === undefined || text === 'true' || text === 'false') return text === 'true';
  throw new SettingsInvalid([{ setting, problem: 'is neither "true" nor "false"' }]);
}

/** Whether a URL may be trusted for keys, or with secrets: https, and in development http too. */
export function isSafeUrl(url: string, environment: Environment): boolean {
  const protocol = URL.parse(url)?.protocol;
  return protocol === 'https:' || (protocol === 'http:' && isDevelopment(environment));
}

/** Throws SettingsInvalid where the URL that a setting holds is none that `isSafeUrl` lets pass. */
export function requireSafeUrl(setting: string, url: string, environment: Environment): void {
  if (isSafeUrl(url, environment)) return;
  throw new SettingsInvalid([{ setting, problem: 'is no https URL' }]);
}
