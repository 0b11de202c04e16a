import { requireAnonymousAllowed } from './anonymous-callers.ts';
import { basicCredentials } from './basic-credentials.ts';
import { bearerTrust, isPrincipalForwarded } from './bearer-trust.ts';
import { certificateTrust, requireForwarding } from './client-certificate-trust.ts';
import { type SettingProblem, SettingsInvalid } from './errors.ts';
import type { RestfulProfile } from './profile.ts';
import { type Environment, requireSecrets } from './settings.ts';

type AuthenticatedProfile = Pick<RestfulProfile, 'id' | 'authentication'>;

/**
 * What is wrong with the settings that these profiles need: one sentence each, no values. Empty where
 * every profile can authenticate its caller.
 */
export function checkSettings(
  profiles: readonly AuthenticatedProfile[],
  environment: Environment = process.env,
): string[] {
  const problems = profiles.flatMap((profile) => authenticationProblems(profile, environment));
  return [
    ...new Set(problems.map(({ setting, problem }) => `The setting "${setting}" ${problem}.`)),
  ];
}

function authenticationProblems(
  profile: AuthenticatedProfile,
  environment: Environment,
): readonly SettingProblem[] {
  return requirementsOf(profile, environment).flatMap((require) => {
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
  { id, authentication }: AuthenticatedProfile,
  environment: Environment,
): readonly (() => unknown)[] {
  switch (authentication.type) {
    case 'None':
      return [() => requireAnonymousAllowed(id, environment)];
    case 'Basic':
      return [() => basicCredentials(authentication, environment)];
    case 'ApiKeyHeader':
      return [() => requireSecrets([authentication.key], environment)];
    case 'BearerToken':
      return [() => requireSecrets([authentication.token], environment)];
    case 'BearerClaim':
      return [() => bearerTrust(environment), () => isPrincipalForwarded(environment)];
    case 'ClientCertificate':
      return [
        () => certificateTrust(authentication.certificate, environment),
        () => requireForwarding(environment),
      ];
  }
}
