import { type SettingProblem, SettingsInvalid } from './errors.ts';
import type { Authentication, RestfulProfile } from './profile.ts';

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
 * (`<setting>__Next`) where that is set. Throws one SettingsInvalid for all that are missing or unusable.
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
  return names.map((ofOne) => requireSettings(ofOne, environment));
}

/** The members of a comma-separated setting. Throws SettingsInvalid where there are none. */
export function listSetting(setting: string, environment: Environment = process.env): string[] {
  const members = requireSetting(setting, environment).split(',');
  const values = members.map((member) => member.trim()).filter((member) => member !== '');
  if (values.length === 0) throw new SettingsInvalid([{ setting, problem: 'is empty' }]);
  return values;
}

const sha1 = /^[0-9A-F]{40}$/;

/** SHA-1 thumbprints in .NET's form, which B2C's portal shows: no colons, upper case. */
export function certificatePins(certificate: string, environment: Environment): Set<string> {
  const setting = `${certificate}__Thumbprints`;
  const pins = listSetting(setting, environment).map(normalizeThumbprint);
  if (pins.every((pin) => sha1.test(pin))) return new Set(pins);
  throw new SettingsInvalid([{ setting, problem: 'holds something that is no SHA-1 thumbprint' }]);
}

/**
 * Whether the platform sets `X-ARR-ClientCert`, so that it may be believed. Absent is no. Throws
 * SettingsInvalid for any other word than `true` and `false`.
 */
export function isCertificateForwarded(environment: Environment): boolean {
  const setting = forwardingSetting;
  const text = environment[setting]?.trim().toLowerCase();
  if (text === undefined || text === 'true' || text === 'false') return text === 'true';
  throw new SettingsInvalid([{ setting, problem: 'is neither "true" nor "false"' }]);
}

const forwardingSetting = 'ClientCertificateForwarded';

/** .NET writes a thumbprint without colons, Node with them. */
export function normalizeThumbprint(thumbprint: string): string {
  return thumbprint.replaceAll(/[:\s]/g, '').toUpperCase();
}

/** Whose bearer tokens are believed. @see facts rest-contract 2.3 */
export interface BearerTrust {
  readonly issuer: string;
  readonly audience: string;
  /** Client ids: `azp` or `appid` of the token. */
  readonly allowedClients: ReadonlySet<string>;
  /** Where the keys are; undefined: where the issuer's discovery document says. */
  readonly jwksUri: string | undefined;
}

/** Reads `Bearer__…`. Plain HTTP is for development only. */
export function bearerTrust(environment: Environment): BearerTrust {
  const names = ['Bearer__Issuer', 'Bearer__Audience', 'Bearer__AllowedClients'];
  const [issuer = '', audience = ''] = requireSettings(names, environment);
  const allowedClients = new Set(listSetting('Bearer__AllowedClients', environment));
  const jwksUri = environment['Bearer__JwksUri'] || undefined;
  requireSafeUrl('Bearer__Issuer', issuer, environment);
  if (jwksUri !== undefined) requireSafeUrl('Bearer__JwksUri', jwksUri, environment);
  return { issuer, audience, allowedClients, jwksUri };
}

function requireSafeUrl(setting: string, value: string, environment: Environment): void {
  if (isSafeUrl(value, environment)) return;
  throw new SettingsInvalid([{ setting, problem: 'is no https URL' }]);
}

/** Whether a URL may be trusted for keys: https, and in development http too. */
export function isSafeUrl(value: string, environment: Environment): boolean {
  const protocol = URL.canParse(value) ? new URL(value).protocol : undefined;
  return protocol === 'https:' || (protocol === 'http:' && isDevelopment(environment));
}

/**
 * What is wrong with the settings that these profiles need: one sentence each, no values. Empty where
 * every profile can authenticate its caller.
 */
export function checkSettings(
  profiles: readonly Pick<RestfulProfile, 'authentication'>[],
  environment: Environment = process.env,
): string[] {
  const problems = profiles.flatMap((profile) => authenticationProblems(profile, environment));
  return [
    ...new Set(problems.map(({ setting, problem }) => `The setting "${setting}" ${problem}.`)),
  ];
}

function authenticationProblems(
  { authentication }: Pick<RestfulProfile, 'authentication'>,
  environment: Environment,
): readonly SettingProblem[] {
  return requirementsOf(authentication, environment).flatMap((require) => {
    try {
      require();
      return [];
    } catch (error) {
      if (error instanceof SettingsInvalid) return error.problems;
      throw error;
    }
  });
}

/** Each throws SettingsInvalid where it is not met. */
function requirementsOf(
  authentication: Authentication,
  environment: Environment,
): readonly (() => unknown)[] {
  switch (authentication.type) {
    case 'None':
      return [];
    case 'Basic':
      return [
        () => requireSecrets([authentication.username, authentication.password], environment),
      ];
    case 'ApiKeyHeader':
      return [() => requireSecrets([authentication.key], environment)];
    case 'BearerToken':
      return [() => requireSecrets([authentication.token], environment)];
    case 'BearerClaim':
      return [() => bearerTrust(environment)];
    case 'ClientCertificate':
      return [
        () => certificatePins(authentication.certificate, environment),
        () => requireForwarding(environment),
      ];
  }
}

/** Without it the profile answers 401 to everyone, which nobody wants who has such a profile. */
function requireForwarding(environment: Environment): void {
  if (isCertificateForwarded(environment)) return;
  const problem = 'is not "true": every client certificate is refused';
  throw new SettingsInvalid([{ setting: forwardingSetting, problem }]);
}
