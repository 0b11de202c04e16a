import { SettingsInvalid } from './errors.ts';
import type { Authentication } from './profile.ts';
import { type Environment, requireSecrets } from './settings.ts';

/** User names and passwords, each with the one that follows it in a rotation. */
export interface BasicCredentials {
  readonly users: readonly string[];
  readonly passwords: readonly string[];
}

/**
 * Reads both. Throws SettingsInvalid where one is missing or unusable, and for a user name with a colon:
 * Basic ends the name at the first one. @see facts rest-contract 2.1 and 2.2
 */
export function basicCredentials(
  { username, password }: Authentication & { type: 'Basic' },
  environment: Environment,
): BasicCredentials {
  const [users = [], passwords = []] = requireSecrets([username, password], environment);
  if (users.every((user) => !user.includes(':'))) return { users, passwords };
  throw new SettingsInvalid([
    { setting: username, problem: 'has a colon, which ends a user name of Basic' },
  ]);
}
