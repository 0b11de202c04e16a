import { SettingsInvalid } from './errors.ts';
import { type Environment, isDevelopment } from './settings.ts';

const setting = 'DANGEROUS_AllowAnonymousCallers';

/**
 * Whether a profile without authentication may be served: in development, or where the setting with
 * the frightening name lists the profile's id. Throws SettingsInvalid where it does not: 503.
 */
export function requireAnonymousAllowed(profileId: string, environment: Environment): void {
  if (isDevelopment(environment)) return;
  const ids = (environment[setting] ?? '').split(',').map((id) => id.trim().toLowerCase());
  if (ids.includes(profileId.toLowerCase())) return;
  const problem = `does not name "${profileId}", which anybody could call: its AuthenticationType is None`;
  throw new SettingsInvalid([{ setting, problem }]);
}
