import { SettingsInvalid } from '../../shared/errors.ts';
import { type Environment, requireSettings } from '../../shared/settings.ts';
import type { GraphApplication } from './graph-token.ts';

const usualGraph = 'https://graph.microsoft.com/v1.0';

/**
 * The application that asks Graph. Undefined where `Graph__ClientId` is not set: roles then come from
 * storage alone. A secret and no managed identity: functions live in the subscription's tenant, the
 * accounts in that of B2C, and an identity of one gets no token of the other.
 * @throws SettingsInvalid where one of the others is missing, or an address is no https URL (or on this machine)
 */
export function graphApplication(
  environment: Environment = process.env,
): GraphApplication | undefined {
  if (!environment['Graph__ClientId']?.trim()) return undefined;
  const names = ['Graph__ClientId', 'Graph__ClientSecret', 'Graph__TokenEndpoint'];
  const [clientId = '', clientSecret = '', tokenEndpoint = ''] = requireSettings(
    names,
    environment,
  );
  const graphUrl = environment['Graph__Url']?.trim() || usualGraph;
  requireSafe('Graph__TokenEndpoint', tokenEndpoint);
  requireSafe('Graph__Url', graphUrl);
  return { clientId, clientSecret, tokenEndpoint, graphUrl };
}

function requireSafe(setting: string, url: string): void {
  const isSafe = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/)/.test(url);
  if (isSafe && URL.canParse(url)) return;
  throw new SettingsInvalid([{ setting, problem: 'is no https URL' }]);
}
